/** Tests of the state of a workspace. */
package io.modelops.bundle.manifest.workspace;
