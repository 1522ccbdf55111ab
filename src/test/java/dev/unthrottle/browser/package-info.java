/**
 * What a person meets in a browser: the report and the console in the Chromium of this machine, at
 * the widths and in the colours that they are made for, with pictures of both.
 */
@NullMarked
package dev.unthrottle.browser;

import org.jspecify.annotations.NullMarked;
