@NullMarked
package kz.negiz.demo.sources.service;

import org.jspecify.annotations.NullMarked;
