  // What a reader can choose, and somebody's own ties.
  var how = make("p", host, { id: "explorer-how" }, words.how);
  var form = make("form", host, { "class": "choices" });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  var chooser = function (word, options, chosen, change) {
    if (options.length < 2) { return null; }
    var label = make("label", form, {}, words[word]);
    var select = make("select", label, { name: word });
    options.forEach(function (option) { make("option", select, { value: option[0] }, option[1]); });
    select.value = String(chosen);
    select.addEventListener("change", function () { change(Number(select.value), select.value); });
    return select;
  };
  var listed = function (first, names) {
    return (first ? [[-1, first]] : []).concat(names.map(function (name, at) { return [at, name]; }).filter(function (o) { return o[1]; }));
  };
  if (data.waves.length > 1) {
    var slider_label = make("label", form, {}, words.wave);
    var slider = make("input", slider_label, { type: "range", name: "wave", min: "0", max: String(data.waves.length - 1), step: "1" });
    slider.value = String(state.wave);
    var slider_text = make("output", slider_label, {}, data.waves[state.wave].name);
    slider.setAttribute("aria-valuetext", data.waves[state.wave].name);
    slider.addEventListener("input", function () {
      state.wave = Number(slider.value);
      slider_text.textContent = data.waves[state.wave].name;
      slider.setAttribute("aria-valuetext", data.waves[state.wave].name);
      renew();
    });
  }
  var view_choice = many > 1 ? chooser("view", [["schools", words.schools], ["people", words.people]], state.view, function (n, value) {
    state.view = value; state.focus = -1; renew(true);
  }) : null;
  chooser("layer", listed("", data.layers), state.layer, function (n) { state.layer = n; renew(); });
  chooser("relation", listed(words.everyRelation, data.relations.map(function (r, at) {
    return data.kinds.some(function (kind) { return kind[0] === at; }) ? r[0] : "";
  })), -1, function (n) { state.relation = n; renew(); });
  var school_choice = chooser("school", many > 1 ? listed(words.everySchool, data.schools) : [], -1, function (n) { choose_school(n); });
  chooser("often", [[0, words.howeverOften]].concat(data.often.map(function (f, at) { return [at, counted(f)]; }).slice(1)), 0, function (n) { state.often = n; renew(); });
  chooser("size", listed(words.sameSize, data.sizes), -1, function (n) { state.size = n; renew(); });
  chooser("colour", data.keys.length > 1 ? [[0, words.byTies], [1, words.byDoors]] : [], 0, function (n) { state.colour = n; renew(); });
  var disc_choice = many > 1 ? chooser("discs", listed("", data.heads), state.disc, function (n) { state.disc = n; renew(); }) : null;
  var search_label = make("label", form, {}, words.search);
  var search = make("input", search_label, { type: "search", name: "search", autocomplete: "off" });
  var hits = make("ul", form, { "class": "hits" });
  var tools = make("div", host, { "class": "tools" });
  [["+", words.closer, function () { zoom(1.4); }], ["−", words.farther, function () { zoom(1 / 1.4); }], [words.whole, null, function () { fit(); paint(); }]].forEach(function (tool) {
    var button = make("button", tools, tool[1] ? { type: "button", "aria-label": tool[1], title: tool[1] } : { type: "button" }, tool[0]);
    button.addEventListener("click", tool[2]);
  });
  var status = make("p", host, { "class": "basis", role: "status" });
  var key = make("ul", host, { "class": "legend" });
  host.appendChild(stage);
  var facts = make("dl", host, { "class": "facts" });
  var live = make("p", host, { "class": "unseen", "aria-live": "polite" });
  var own = make("section", host, { "class": "own", "aria-live": "polite" });
  var show_facts = function () {
    facts.textContent = "";
    var wave = wave_of(state.wave), row = wave.facts[state.school >= 0 ? state.school : many] || (many === 1 ? wave.facts[0] : null) || [];
    data.heads.forEach(function (head, at) {
      var part = make("div", facts);
      make("dt", part, {}, head);
      make("dd", part, {}, row[at] === undefined ? words.noNumber : row[at]);
    });
  };
  var show_key = function () {
    key.textContent = "";
    var marks = wave_of(state.wave).marks[state.colour];
    if (state.view === "people") {
      [["f", "filled"], ["r", "ring"], ["q", "square"], ["s", "small"]].forEach(function (mark, at) {
        if (marks.indexOf(mark[0]) >= 0) {
          var item = make("li", key);
          make("i", item, { "class": mark[1] });
          item.appendChild(document.createTextNode(data.keys[state.colour][at]));
        }
      });
    }
  };
  var describe = function (seat) {
    var wave = wave_of(state.wave), at = "frqs".indexOf(wave.marks[state.colour][seat]);
    return name_of(seat) + ", " + data.schools[seats[seat].school] + (at >= 0 ? ": " + data.keys[state.colour][at] : "");
  };
  // Everything anew, after a choice.
  var renew = function (refit) {
    var lines = drawn_lines();
    scene = { kinds: lines.kinds, count: lines.count, between: state.view === "schools" ? school_links() : new Map(), largest: state.size < 0 ? 1 : largest(state.size) };
    if (state.view === "people" && state.focus >= 0 && !visible(state.focus)) { state.focus = -1; }
    if (refit) { fit(); }
    paint();
    var wave = wave_of(state.wave);
    status.textContent = fill(words.shown, counted(lines.count), counted(wave.ties.length)) + " " + fill(words.basis, wave.name);
    if (disc_choice) { disc_choice.parentNode.hidden = state.view !== "schools"; }
    show_facts();
    show_key();
    show_own();
  };
  var choose_school = function (school) {
    state.school = school;
    if (school >= 0) { state.view = "people"; state.focus = -1; }
    if (view_choice) { view_choice.value = state.view; }
    if (school_choice) { school_choice.value = String(school); }
    renew(true);
  };
  // Who somebody is tied to, among the ties that are drawn, whatever the school.
  var contacts_of = function (seat) {
    var by = new Map();
    every_tie().forEach(function (tie) {
      if ((tie.a !== seat && tie.b !== seat) || !takes(tie) || tie.a === tie.b) { return; }
      var other = tie.a === seat ? tie.b : tie.a;
      if (!by.has(other)) { by.set(other, { seat: other, formal: false, says: [] }); }
      var contact = by.get(other), relation = tie.kind ? data.relations[tie.kind[0]] : null;
      contact.formal = contact.formal || is_formal(tie);
      var says = !relation ? words.group : fill(!relation[1] ? words["with"] : tie.a === seat ? words.names : words.namedBy, relation[0]);
      if (!contact.says.some(function (said) { return said.text === says; })) { contact.says.push({ at: tie.kind ? tie.kind[0] : -1, text: says }); }
    });
    var home = seats[seat].school;
    return Array.from(by.values()).sort(function (x, y) {
      var a = seats[x.seat], b = seats[y.seat];
      return (a.school !== home) - (b.school !== home) || a.school - b.school || x.seat - y.seat;
    });
  };
  var rings = function (parent, seat, contacts) {
    var inner = 100, outer = 150, size = 2 * (outer + 130);
    var drawing = make("svg:svg", parent, { viewBox: [-size / 2, -size / 2, size, size].join(" "), role: "img", "aria-label": fill(words.rings, name_of(seat)) });
    var home = seats[seat].school, marks = wave_of(state.wave).marks[state.colour];
    [inner, outer].forEach(function (r) { make("svg:circle", drawing, { r: r, fill: "none", stroke: PALE }); });
    var places = contacts.map(function (contact, at) {
      var angle = 2 * Math.PI * (at + 0.5) / contacts.length - Math.PI / 2;
      var r = seats[contact.seat].school === home ? inner : outer;
      return { angle: angle, x: r * Math.cos(angle), y: r * Math.sin(angle), contact: contact };
    });
    places.forEach(function (p) {
      var line = { x1: 0, y1: 0, x2: p.x, y2: p.y, stroke: p.contact.formal ? GREY : MIDDLE, "stroke-width": 1.4 };
      if (!p.contact.formal) { line["stroke-dasharray"] = "4.5 3"; }
      make("svg:line", drawing, line);
    });
    var mark = function (seat, x, y, r) {
      MARKS.filter(function (m) { return m[0] === marks[seat]; }).forEach(function (m) {
        var look = { fill: m[2] ? "#fff" : m[1], stroke: m[1], "stroke-width": m[2] ? 3 : 0 };
        if (m[3]) { make("svg:rect", drawing, Object.assign({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }, look)); }
        else { make("svg:circle", drawing, Object.assign({ cx: x, cy: y, r: r }, look)); }
      });
    };
    places.forEach(function (p) {
      mark(p.contact.seat, p.x, p.y, 6);
      var left = Math.cos(p.angle) < 0, turn = p.angle * 180 / Math.PI + (left ? 180 : 0);
      var r = Math.sqrt(p.x * p.x + p.y * p.y) + 11;
      make("svg:text", drawing, {
        transform: "rotate(" + turn.toFixed(1) + ") translate(" + (left ? -r : r).toFixed(1) + " 4)",
        "text-anchor": left ? "end" : "start", "font-size": contacts.length > 55 ? 9 : 12, fill: INK
      }, cut(name_of(p.contact.seat), r > outer ? 125 : 165));
    });
    mark(seat, 0, 0, 10);
  };
  var show_own = function () {
    own.textContent = "";
    if (state.person < 0) { make("p", own, { "class": "basis" }, words.nobody); return; }
    var seat = seats.findIndex(function (s, at) { return s.person === state.person && is_there(at); });
    var title = make("h3", own, {}, fill(words.rings, people[state.person]));
    title.setAttribute("tabindex", "-1");
    var close = make("button", own, { type: "button" }, words.close);
    close.addEventListener("click", function () { choose_person(-1); stage.focus(); });
    if (seat < 0) { make("p", own, {}, words.absent); return; }
    make("p", own, {}, describe(seat) + ".");
    var numbers = make("dl", own, { "class": "facts" });
    data.sizes.forEach(function (size, at) {
      var value = value_of(seat, at), part = make("div", numbers);
      make("dt", part, {}, size);
      make("dd", part, {}, value === null ? words.noNumber : counted(value));
    });
    var contacts = contacts_of(seat);
    if (!contacts.length) { make("p", own, {}, words.noTies); return; }
    var both = make("div", own, { "class": "both" });
    var figure = make("figure", both);
    rings(figure, seat, contacts);
    make("figcaption", figure, {}, words.ringsRead);
    var text = make("div", both);
    make("h4", text, {}, fill(words.contacts, counted(contacts.length)));
    var school = -1, list = null;
    contacts.forEach(function (contact) {
      if (seats[contact.seat].school !== school) {
        school = seats[contact.seat].school;
        make("h5", text, {}, data.schools[school]);
        list = make("ul", text);
      }
      var item = make("li", list);
      var button = make("button", item, { type: "button" }, name_of(contact.seat));
      button.addEventListener("click", function () { choose_person(seats[contact.seat].person); });
      var says = contact.says.sort(function (x, y) { return x.at - y.at; }).map(function (said) { return said.text; });
      item.appendChild(document.createTextNode(" " + says.join("; ") + (contact.formal ? " (" + words.formal + ")" : "")));
    });
  };
  var choose_person = function (person) {
    state.person = person;
    state.focus = seats.findIndex(function (s, at) { return s.person === person && is_there(at); });
    if (person >= 0 && (state.view === "schools" || (state.focus >= 0 && !visible(state.focus)))) {
      choose_school(state.focus < 0 ? state.school : seats[state.focus].school);
      state.focus = seats.findIndex(function (s, at) { return s.person === person && is_there(at); });
    }
    paint();
    show_own();
  };
  search.addEventListener("input", function () {
    hits.textContent = "";
    var sought = search.value.trim().toLowerCase();
    if (!sought) { return; }
    var found = [];
    seats.forEach(function (seat) {
      if (found.length < 10 && people[seat.person].toLowerCase().indexOf(sought) >= 0 && found.indexOf(seat.person) < 0) { found.push(seat.person); }
    });
    if (!found.length) { make("li", hits, {}, words.noHit); }
    found.forEach(function (person) {
      var button = make("button", make("li", hits), { type: "button" }, people[person]);
      button.addEventListener("click", function () { hits.textContent = ""; choose_person(person); });
    });
  });
  search.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && hits.querySelector("button")) { event.preventDefault(); hits.querySelector("button").click(); }
    if (event.key === "Escape") { search.value = ""; hits.textContent = ""; }
  });
  // The nearest person, or the school, under a point of the stage.
  var under = function (event) {
    var box = stage.getBoundingClientRect(), px = event.clientX - box.left, py = event.clientY - box.top;
    var x = (px - view.x) / view.k, y = (py - view.y) / view.k, best = -1, near = Math.max(12, radius() + 4) / view.k;
    if (state.view === "schools") {
      data.schools.forEach(function (name, school) {
        var at = corner(school);
        if (Math.hypot(at.x + CELL / 2 - x, at.y + MIDST - y) < disc_radius) { best = school; }
      });
      return best;
    }
    seats.forEach(function (seat, at) {
      var far = Math.hypot(seat.x - x, seat.y - y);
      if (far < near && visible(at)) { near = far; best = at; }
    });
    return best;
  };
  var say = function (text, aloud) { tip.textContent = text; if (aloud) { live.textContent = text; } };
  var told = function (at) {
    if (at < 0) { return ""; }
    if (state.view === "people") { return describe(at); }
    var row = wave_of(state.wave).facts[at] || [];
    return data.schools[at] + ": " + data.heads.map(function (head, n) { return head + " " + (row[n] === undefined ? words.noNumber : row[n]); }).join("; ");
  };
  var drag = null;
  stage.addEventListener("pointerdown", function (event) { drag = { x: event.clientX, y: event.clientY, far: 0 }; });
  stage.addEventListener("pointermove", function (event) {
    if (!drag || !event.buttons) {
      var at = under(event);
      say(told(at));
      if (state.view === "schools" && at !== state.focus) { state.focus = at; paint(); }
      return;
    }
    var dx = event.clientX - drag.x, dy = event.clientY - drag.y;
    drag.far += Math.abs(dx) + Math.abs(dy);
    if (drag.far > 4) { stage.setPointerCapture(event.pointerId); dragged(dx, dy); }
    drag.x = event.clientX; drag.y = event.clientY;
  });
  stage.addEventListener("pointerup", function (event) {
    var moved = drag && drag.far > 4;
    drag = null;
    if (moved) { paint(); return; }
    var at = under(event);
    if (at < 0) { return; }
    if (state.view === "schools") { choose_school(at); } else { choose_person(seats[at].person); }
  });
  stage.addEventListener("wheel", function (event) {
    if (!event.ctrlKey && !event.metaKey) { return; }
    event.preventDefault();
    var box = stage.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  stage.addEventListener("keydown", function (event) {
    var way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key], all = state.view === "schools" ? many : seats.length;
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (way) {
      var at = state.focus;
      for (var tries = 0; tries < all; tries++) {
        at = at < 0 ? (way > 0 ? 0 : all - 1) : (at + way + all) % all;
        if (state.view === "schools" || visible(at)) { break; }
      }
      state.focus = at;
      paint();
      say(told(at), true);
    } else if (event.key === "+" || event.key === "=") { zoom(1.4); }
    else if (event.key === "-" || event.key === "−") { zoom(1 / 1.4); }
    else if (event.key === "0") { fit(); paint(); }
    else if (event.key === "Enter" || event.key === " ") {
      if (state.focus < 0) { return; }
      if (state.view === "schools") { choose_school(state.focus); } else { choose_person(seats[state.focus].person); }
    } else if (event.key === "Escape") {
      state.focus = -1; state.person = -1; say("", true);
      if (state.school >= 0 || (data.large && state.view === "people")) { state.view = data.large && many > 1 ? "schools" : "people"; choose_school(-1); } else { renew(true); }
    } else { return; }
    event.preventDefault();
  });
  // Pictures of schools in the order of a column of the table above them.
  (function () {
    var gallery = document.querySelector("#schools .gallery"), table = document.querySelector("#schools table");
    if (!gallery || !table || gallery.children.length < 3) { return; }
    var figures = Array.from(gallery.children), rows = Array.from(table.tBodies[0].rows);
    var line = make("p", null, { "class": "choices" });
    gallery.parentNode.insertBefore(line, gallery);
    var select = make("select", make("label", line, {}, words.sortPictures), { name: "pictures" });
    make("option", select, { value: "-1" }, words.reportOrder);
    Array.from(table.tHead.rows[0].cells).forEach(function (head, at) { make("option", select, { value: String(at) }, head.textContent); });
    select.addEventListener("change", function () {
      var column = Number(select.value);
      var row_of = function (figure) {
        var name = figure.querySelector("title").textContent;
        return rows.find(function (row) { return row.cells[0].textContent.trim() === name; });
      };
      var value = function (figure) {
        var row = row_of(figure), cell = row && row.cells[column];
        if (!cell || cell.classList.contains("m")) { return null; }
        return cell.dataset.v ? Number(cell.dataset.v) : read_number(cell.textContent);
      };
      figures.slice().sort(function (a, b) {
        var order = figures.indexOf(a) - figures.indexOf(b);
        if (column < 0) { return order; }
        if (column === 0) { return a.querySelector("title").textContent.localeCompare(b.querySelector("title").textContent, language); }
        var x = value(a), y = value(b);
        if (x === null || y === null) { return (x === null) - (y === null) || order; }
        return y - x || order;
      }).forEach(function (figure) { gallery.appendChild(figure); });
    });
  })();
  document.documentElement.classList.add("js");
  host.hidden = false;
  renew(true);
  var narrow = null;
  window.addEventListener("resize", function () {
    clearTimeout(narrow);
    narrow = setTimeout(function () { if (stage.clientWidth !== view.width) { fit(); paint(); } }, 120);
  });
