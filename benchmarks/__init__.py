"""The figures that the README quotes, each printed beside what it is compared with, in one run."""
