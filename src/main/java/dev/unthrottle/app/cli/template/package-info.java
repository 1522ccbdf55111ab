/** What a CloudFormation or SAM template sets up around its functions. */
@NullMarked
package dev.unthrottle.app.cli.template;

import org.jspecify.annotations.NullMarked;
