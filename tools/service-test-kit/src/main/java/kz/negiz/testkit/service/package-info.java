/** What tests of a service need besides real servers: keys, tokens, and the test that every endpoint says whom it serves. */
@NullMarked
package kz.negiz.testkit.service;

import org.jspecify.annotations.NullMarked;
