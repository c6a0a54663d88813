/** What the tests of several modules share. */
package io.modelops.bundle.testing;
