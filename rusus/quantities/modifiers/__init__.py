"""What the words around an amount say of it: comparators (more than), trends (rose by), periods (in 2018)."""
