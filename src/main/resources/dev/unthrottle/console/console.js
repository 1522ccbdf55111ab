// @ts-check
import { authorize } from './api.js';
import { client } from './client.js';
import { copies } from './copy.js';
import { diagnose } from './diagnose.js';
import { byId, input } from './dom.js';
import { explain } from './explain.js';
import { tie } from './fields.js';
import { fromFragment, keepInStep, toFragment } from './link.js';
import { simulate } from './simulate.js';
import { State } from './state.js';

const state = new State(fromFragment(location.hash));

window.addEventListener('unauthorized', () => {
  byId('token-form').hidden = false;
  byId('token').focus();
});
byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  authorize(input('token').value.trim());
  byId('token-form').hidden = true;
});
copies(byId('copy-link'), () => location.href.replace(/#.*$/, '') + '#' + toFragment(state.all()));
tie(state);
keepInStep(state);
explain(state);
client(state, simulate(state));
diagnose(state);
