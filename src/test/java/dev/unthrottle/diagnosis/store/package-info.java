@org.jspecify.annotations.NullMarked
package dev.unthrottle.diagnosis.store;
