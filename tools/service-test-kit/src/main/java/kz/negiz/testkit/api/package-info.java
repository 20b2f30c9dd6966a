/** Holds the OpenAPI description of a service to what the service does. */
@NullMarked
package kz.negiz.testkit.api;

import org.jspecify.annotations.NullMarked;
