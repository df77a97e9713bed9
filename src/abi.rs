//! The C face: the only room with `extern "C"` functions and raw pointers.
