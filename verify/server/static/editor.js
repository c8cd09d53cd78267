// A text box with marks in a layer behind it: the box stays an ordinary one, with its undo and its screen reader.

import { difference } from "./spans.js";

export class Editor {
  constructor(box, layer, { onEdit, onPick }) {
    this.box = box;
    this.layer = layer;
    this.onEdit = onEdit;
    this.last = box.value;
    box.addEventListener("input", () => this.changed());
    box.addEventListener("click", (event) => {
      const mark = this.markAt(event);
      if (mark && box.selectionStart === box.selectionEnd) onPick(mark.dataset.key);
    });
    box.addEventListener("mousemove", (event) => this.point(this.markAt(event)));
    box.addEventListener("mouseleave", () => this.point(null));
    this.show([]);
  }

  get text() {
    return this.box.value;
  }

  changed() {
    const edit = difference(this.last, this.box.value);
    this.last = this.box.value;
    this.onEdit(edit);
  }

  /** Replace a stretch as if it had been typed, so that it can be undone. */
  replace(start, end, words) {
    const seen = window.scrollY;
    this.box.focus({ preventScroll: true });
    this.box.setSelectionRange(start, end);
    const before = this.box.value;
    const done = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
    if (!done || this.box.value === before) {
      this.box.setRangeText(words, start, end, "end");
      this.changed();
    }
    window.scrollTo({ top: seen });
  }

  set(text) {
    this.replace(0, this.box.value.length, text);
    this.box.setSelectionRange(0, 0);
  }

  /** Draw marks: {start, end, kind, key, n}, in order and apart. */
  show(marks, selected = null) {
    const text = this.box.value;
    const pieces = [];
    let at = 0;
    for (const mark of marks) {
      pieces.push(text.slice(at, mark.start));
      const element = document.createElement("mark");
      element.className = mark.kind + (mark.key === selected ? " selected" : "");
      element.dataset.key = mark.key;
      if (mark.n) element.dataset.n = mark.n;
      element.textContent = text.slice(mark.start, mark.end);
      pieces.push(element);
      at = mark.end;
    }
    pieces.push(text.slice(at) + "\n"); // the last line of a text box has room for a caret
    this.layer.replaceChildren(...pieces);
  }

  markAt(event) {
    for (const mark of this.layer.children) {
      for (const box of mark.getClientRects()) {
        const inside = event.clientX >= box.left - 2 && event.clientX <= box.right + 2;
        if (inside && event.clientY >= box.top - 3 && event.clientY <= box.bottom + 3) return mark;
      }
    }
    return null;
  }

  point(mark) {
    this.box.classList.toggle("pointing", mark !== null);
    for (const other of this.layer.children) other.classList.toggle("over", other === mark);
  }

  reveal(key) {
    for (const mark of this.layer.children) {
      if (mark.dataset.key !== key) continue;
      const box = mark.getBoundingClientRect();
      const low = window.matchMedia("(max-width: 59.99rem)").matches ? window.innerHeight * 0.35 : window.innerHeight - 40;
      if (box.top < 20 || box.bottom > low) window.scrollBy({ top: box.top - window.innerHeight * 0.2 });
      return;
    }
  }
}
