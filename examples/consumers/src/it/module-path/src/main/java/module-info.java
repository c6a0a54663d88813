module consumer {
  requires io.modelops.bundle;
}
