package dev.unthrottle.app.cli.template;

/** A file isn't a template. The message says where and why. */
public final class TemplateException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  TemplateException(String sentence) {
    super(sentence);
  }
}
