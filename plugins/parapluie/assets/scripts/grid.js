// The table of the whole by keyboard, as the grid pattern of the ARIA Authoring Practices has it:
// one stop for Tab, arrows from cell to cell, and the column that one follows marked.
"use strict";

for (const table of document.querySelectorAll(".pp-grid__table")) {
  const rows = [...table.rows];
  const columns = [...table.querySelectorAll("col")];
  const page = 10; // rows
  // What takes the focus in a cell: its link, or the cell where there is none.
  const target = (cell) => cell.querySelector("a") || cell;

  for (const row of rows) {
    for (const cell of row.cells) target(cell).tabIndex = -1;
  }
  let current = target(table.tBodies[0].rows[0].cells[2] || rows[0].cells[0]);
  current.tabIndex = 0;
  table.setAttribute("role", "grid");
  table.setAttribute("aria-readonly", "true");
  // What scrolls is reached by what it holds.
  table.parentElement.removeAttribute("tabindex");
  for (const hint of document.querySelectorAll("[data-grid-hint]")) hint.hidden = false;

  const mark = (cell) => {
    for (const column of columns) column.classList.remove("pp-grid__column");
    columns[cell?.cellIndex]?.classList.add("pp-grid__column");
  };

  const stay = (cell) => {
    current.tabIndex = -1;
    current = target(cell);
    current.tabIndex = 0;
    mark(cell);
  };

  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td, th");
    if (cell) stay(cell);
  });
  table.addEventListener("focusout", () => mark(null));
  table.addEventListener("pointerover", (event) => mark(event.target.closest("td, th")));
  table.addEventListener("pointerleave", () => mark(null));

  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey) return;
    const cell = event.target.closest("td, th");
    if (!cell) return;
    let row = cell.parentElement.rowIndex;
    let column = cell.cellIndex;
    switch (event.key) {
      case "ArrowUp": row -= 1; break;
      case "ArrowDown": row += 1; break;
      case "ArrowLeft": column -= 1; break;
      case "ArrowRight": column += 1; break;
      case "PageUp": row -= page; break;
      case "PageDown": row += page; break;
      case "Home": column = 0; if (event.ctrlKey) row = 0; break;
      case "End": column = columns.length - 1; if (event.ctrlKey) row = rows.length - 1; break;
      default: return;
    }
    if (event.ctrlKey && event.key.startsWith("Arrow")) return;
    event.preventDefault();
    row = Math.min(Math.max(row, 0), rows.length - 1);
    column = Math.min(Math.max(column, 0), columns.length - 1);
    const next = rows[row].cells[column];
    target(next).focus({ preventScroll: true });
    // Unlike focus, this keeps clear of the heads that stay, even with what is half under them.
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
