"use strict";
// Sorts a table by a column: numbers and days by their values, texts in Thai order; what is not known comes last.
const valueOf = (row, column) => {
  const cell = row.cells[column];
  return cell.dataset.value ?? (cell.textContent === "–" ? "" : cell.textContent);
};
const compare = new Intl.Collator("th", { numeric: true }).compare;
const sort = (head, column) => {
  const body = head.closest("table").tBodies[0];
  const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const isNumber = (text) => text !== "" && !Number.isNaN(Number(text));
  const rows = [...body.rows].sort((one, other) => {
    const [a, b] = [valueOf(one, column), valueOf(other, column)];
    if (a === "" || b === "") return (a === "") - (b === "");
    return sign * (isNumber(a) && isNumber(b) ? Number(a) - Number(b) : compare(a, b));
  });
  for (const other of head.parentElement.querySelectorAll("th")) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
  body.append(...rows);
};
for (const head of document.querySelectorAll("thead th:not(.chart)")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => sort(head, head.cellIndex));
  head.replaceChildren(button);
}
const choice = document.getElementById("choice");
if (choice) {
  choice.hidden = false;
  const select = choice.querySelector("select");
  select.addEventListener("change", () => {
    for (const row of document.querySelectorAll("tr[data-group]"))
      row.hidden = select.value !== "*" && row.dataset.group !== select.value;
  });
}
