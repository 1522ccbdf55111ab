@org.jspecify.annotations.NullMarked
package dev.unthrottle.app.cli.template;
