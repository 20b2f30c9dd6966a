/** The 77 services, each with a schema of its own. */
@NullMarked
package kz.negiz.demo.sources.service;

import org.jspecify.annotations.NullMarked;
