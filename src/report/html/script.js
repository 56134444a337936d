// Only comfort: the page says everything without it. Texts are set through textContent alone.
  var decimal = document.documentElement.lang === "nl" ? "," : ".";
  // The number behind a bracket, else the first one; the program leaves out a copy where this gives the order.
  var read_number = function (text) {
    text = text.indexOf("(") < 0 ? text : text.slice(text.indexOf("(") + 1);
    var found = /[-−]?\d[\d.,\u00a0\u202f]*/.exec(text);
    if (!found) { return NaN; }
    var plain = found[0].replace("−", "-").split("").filter(function (c) { return /[-\d]/.test(c) || c === decimal; });
    return parseFloat(plain.join("").replace(",", "."));
  };
  // What can be scrolled by keyboard has the name of what is in it.
  document.querySelectorAll(".scroll").forEach(function (box) {
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", box.querySelector("caption, title").textContent);
  });
  // Heads of tables become buttons that sort.
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var body = table.tBodies[0];
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var rows = Array.prototype.slice.call(body.rows);
    var order = new Map(rows.map(function (row, at) { return [row, at]; }));
    var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    heads.forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var was = head.getAttribute("aria-sort");
        var numeric = head.classList.contains("n");
        // Numbers begin with the largest, names with the first; a third press gives the order of the report.
        var steps = numeric ? ["descending", "ascending", null] : ["ascending", "descending", null];
        var now = was === null ? steps[0] : steps[steps.indexOf(was) + 1];
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        if (now) { head.setAttribute("aria-sort", now); }
        var way = now === "descending" ? -1 : 1;
        var value = function (row) {
          var cell = row.cells[column];
          if (!cell || cell.classList.contains("m")) { return null; }
          var number = numeric ? (cell.dataset.v ? Number(cell.dataset.v) : read_number(cell.textContent)) : NaN;
          return isNaN(number) ? cell.textContent : number;
        };
        rows.slice().sort(function (a, b) {
          // The whole stays below its parts, and what is not there below what is.
          var total = a.classList.contains("total") - b.classList.contains("total");
          if (total || !now) { return total || order.get(a) - order.get(b); }
          var x = value(a), y = value(b);
          if (x === null || y === null) { return (x === null) - (y === null) || order.get(a) - order.get(b); }
          var difference = typeof x === "number" && typeof y === "number" ? x - y : collator.compare(String(x), String(y));
          return way * difference || order.get(a) - order.get(b);
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
  });
  // The chapter that is being read is marked in the contents.
  var links = new Map();
  document.querySelectorAll("nav a").forEach(function (link) { links.set(link.getAttribute("href").slice(1), link); });
  if ("IntersectionObserver" in window) {
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) { return; }
        links.forEach(function (link) { link.removeAttribute("aria-current"); });
        var link = links.get(entry.target.id);
        if (link) { link.setAttribute("aria-current", "true"); }
      });
    }, { rootMargin: "0px 0px -75% 0px" });
    document.querySelectorAll("main > section").forEach(function (section) { observer.observe(section); });
  }
