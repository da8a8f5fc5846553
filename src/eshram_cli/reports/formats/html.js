"use strict";
// A heading sorts its table by a click, or by Enter where it has the focus. Without this script the page is whole, in the
// order it was written.
const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
const hint = document.querySelector("main").dataset.sort;

function compared(one, other) {
  const left = one.dataset.key, right = other.dataset.key;
  if (left === undefined || right === undefined) return order.compare(one.textContent, other.textContent);
  if (isNaN(left) || isNaN(right)) return left < right ? -1 : left > right ? 1 : 0;
  return left - right;
}

const unknown = (cell) => cell.dataset.key === undefined && ["", "\u2013"].includes(cell.textContent);

for (const table of document.querySelectorAll("table")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, at) => {
    head.tabIndex = 0;
    head.title = hint;
    head.classList.add("sorts");
    head.addEventListener("keydown", (event) => event.key === "Enter" && head.click());
    head.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows].sort((one, other) => {
        const [left, right] = [one.cells[at], other.cells[at]];
        if (unknown(left) || unknown(right)) return unknown(left) - unknown(right);
        return down ? compared(right, left) : compared(left, right);
      });
      table.tBodies[0].append(...rows);
    });
  });
}
