"""Rules of wording: what the words around two figures say of them."""
