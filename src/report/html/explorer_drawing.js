  // Drawing: the same marks as SVG, or on a canvas where there are too many for that.
  var NS = "http://www.w3.org/2000/svg";
  var INK = "#1b1f24", GREY = "#444c56", MIDDLE = "#6b737c", BLUE = "#0072b2", WARM = "#d55e00", PALE = "#dde1e5", FAINT = "#a9b1b9";
  var LINES = [
    ["across_dashed", FAINT, 0.8, true], ["across_solid", FAINT, 0.8, false],
    ["dashed", MIDDLE, 1, true], ["solid", GREY, 1.2, false]
  ];
  // Which marks lie under which: letter, colour, whether hollow, whether square, share of the usual size.
  var MARKS = [["s", MIDDLE, false, false, 0.6], ["q", MIDDLE, true, true, 0.9], ["f", BLUE, false, false, 1], ["r", WARM, true, false, 1.1]];
  var STEPS = 5;
  var make = function (tag, parent, attributes, text) {
    var element = tag.slice(0, 4) === "svg:" ? document.createElementNS(NS, tag.slice(4)) : document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (text !== undefined) { element.textContent = text; }
    if (parent) { parent.appendChild(element); }
    return element;
  };
  var stage = make("div", null, { "class": "stage", tabindex: "0", role: "application", "aria-label": words.title, "aria-describedby": "explorer-how" });
  var on_canvas = seats.length > 1500;
  var canvas = on_canvas ? make("canvas", stage, { "aria-hidden": "true" }) : null;
  var svg = on_canvas ? null : make("svg:svg", stage, { "aria-hidden": "true" });
  var tip = make("p", stage, { "class": "tip" });
  var view = { k: 0.2, x: 0, y: 0, width: 0, height: 0 };
  var scene = { kinds: {}, count: 0, between: new Map() };
  // Where a school has many people, marks are smaller, so that they do not lie on each other.
  var crowd = [], fullest = 60;
  seats.forEach(function (seat) { crowd[seat.school] = (crowd[seat.school] || 0) + 1; fullest = Math.max(fullest, crowd[seat.school]); });
  var radius = function () { return Math.max(1.6, Math.min(9, view.k * 19 * Math.sqrt(60 / fullest))); };
  var visible = function (seat) { return is_there(seat) && (state.school < 0 || seats[seat].school === state.school); };
  var step_of = function (seat) {
    if (state.size < 0) { return 2; }
    var value = value_of(seat, state.size);
    return value === null ? 1 : Math.round(Math.sqrt(value / scene.largest) * (STEPS - 1));
  };
  var sized = function (step) { return radius() * (state.size < 0 ? 1 : 0.5 + step * 0.4); };
  var cut = function (text, room) {
    var letters = Math.floor(room / 6.6);
    return text.length <= letters ? text : letters < 4 ? "" : text.slice(0, letters - 1) + "…";
  };
  // Each mark's layers, from the ground up: what to draw at which seats, how wide, in which colour.
  var mark_layers = function () {
    var by = {}, marks = wave_of(state.wave).marks[state.colour] || wave_of(state.wave).marks[0];
    for (var seat = 0; seat < seats.length; seat++) {
      if (visible(seat)) {
        var key = marks[seat] + step_of(seat);
        (by[key] = by[key] || []).push(seat);
      }
    }
    var layers = [];
    MARKS.forEach(function (mark) {
      for (var step = 0; step < STEPS; step++) {
        var own = by[mark[0] + step];
        if (own) {
          var width = 2 * sized(step) * mark[4];
          layers.push({ seats: own, colour: mark[1], width: width, square: mark[3] });
          if (mark[2]) { layers.push({ seats: own, colour: "#fff", width: width * 0.55, square: mark[3] }); }
        }
      }
    });
    return layers;
  };
  // Texts, in pixels.
  var texts = function () {
    var all = [], room = view.k * CELL;
    data.schools.forEach(function (name, school) {
      if (state.school >= 0 && school !== state.school) { return; }
      var at = corner(school);
      if (state.view === "schools") {
        var fact = (wave_of(state.wave).facts[school] || [])[state.disc];
        var middle = view.x + (at.x + CELL / 2) * view.k;
        all.push({ x: middle, y: view.y + (at.y + MIDST) * view.k + 4, text: cut(fact === undefined ? "–" : fact, room * 0.7), anchor: "middle", bold: true });
        // Where there is no room for names, they stand under the mouse and in the list of schools.
        if (room > 75) { all.push({ x: middle, y: view.y + (at.y + 740) * view.k + 10, text: cut(name, room), anchor: "middle" }); }
      } else {
        all.push({ x: view.x + at.x * view.k + 6, y: view.y + at.y * view.k + 15, text: cut(name, room - 12), anchor: "start" });
      }
    });
    if (state.view === "people" && room > 420) {
      var named = 0, r = radius(), taken = [];
      seats.forEach(function (seat, at) {
        var x = view.x + seat.x * view.k, y = view.y + seat.y * view.k;
        if (visible(at) && x > 0 && y > 0 && x < view.width && y < view.height) { taken.push({ x: x - r, y: y, wide: 2 * r, seat: at }); }
      });
      // A name for which there is no room is left out: the mouse and the arrow keys tell it.
      taken.slice().forEach(function (dot) {
        var text = cut(name_of(dot.seat), 150), x = dot.x + 2 * r + 3, wide = 7 * text.length;
        var crossed = taken.some(function (t) { return t !== dot && Math.abs(t.y - dot.y) < 11 && x < t.x + t.wide && t.x < x + wide; });
        if (crossed || named > 149 || x + wide > view.width) { return; }
        named++;
        taken.push({ x: x, y: dot.y, wide: wide });
        all.push({ x: x, y: dot.y + 4, text: text, anchor: "start", halo: true });
      });
    }
    return all;
  };
  var disc_radius = 290, MIDST = 340;
  // The lines of the school that is looked at: all at once would cross every disc.
  var drawn_links = function () {
    var all = [], most = 1;
    scene.between.forEach(function (count, key) {
      var a = Math.floor(key / many), b = key % many;
      if (a === state.focus || b === state.focus) { all.push({ a: a, b: b, count: count }); most = Math.max(most, count); }
    });
    return all.map(function (l) {
      var a = corner(l.a), b = corner(l.b);
      return { from: [a.x + CELL / 2, a.y + MIDST], to: [b.x + CELL / 2, b.y + MIDST], width: 0.7 + 5 * l.count / most };
    });
  };
  var paint_svg = function () {
    svg.textContent = "";
    svg.setAttribute("viewBox", "0 0 " + view.width + " " + view.height);
    var group = make("svg:g", svg, { transform: "translate(" + view.x + " " + view.y + ") scale(" + view.k + ")" });
    var path = function (d, colour, width, dash, cap) {
      var attributes = { d: d, stroke: colour, "stroke-width": width, fill: "none" };
      if (dash) { attributes["stroke-dasharray"] = "4.5 3"; }
      if (cap) { attributes["stroke-linecap"] = cap; }
      if (d) { make("svg:path", group, attributes); }
    };
    if (state.view === "schools") {
      drawn_links().forEach(function (l) { path("M" + l.from + "L" + l.to, MIDDLE, l.width); });
      data.schools.forEach(function (name, school) {
        var at = corner(school);
        make("svg:circle", group, { cx: at.x + CELL / 2, cy: at.y + MIDST, r: disc_radius, fill: school === state.focus ? "#a8cde6" : "#e3eef7", stroke: BLUE, "stroke-width": 1.5 });
      });
    } else {
      path(data.schools.map(function (name, school) {
        var at = corner(school);
        return state.school < 0 || school === state.school ? "M" + at.x + " " + at.y + "h" + CELL + "v" + HIGH + "h-" + CELL + "z" : "";
      }).join(""), PALE, 1);
      LINES.forEach(function (kind) {
        var ends = scene.kinds[kind[0]], d = "";
        for (var at = 0; at < ends.length; at += 2) {
          var a = seats[ends[at]], b = seats[ends[at + 1]];
          d += "M" + a.x + " " + a.y + "L" + b.x + " " + b.y;
        }
        path(d, kind[1], kind[2], kind[3]);
      });
      mark_layers().forEach(function (layer) {
        path(layer.seats.map(function (seat) { return "M" + seats[seat].x + " " + seats[seat].y + "h0"; }).join(""), layer.colour, layer.width, false, layer.square ? "square" : "round");
      });
      if (state.focus >= 0) {
        var focus = seats[state.focus];
        make("svg:circle", group, { cx: focus.x, cy: focus.y, r: (sized(step_of(state.focus)) + 5) / view.k, fill: "none", stroke: INK, "stroke-width": 2 });
      }
    }
    texts().forEach(function (t) {
      var attributes = { x: t.x.toFixed(1), y: t.y.toFixed(1), "text-anchor": t.anchor, fill: t.halo ? GREY : INK };
      if (t.bold) { attributes["font-weight"] = "600"; }
      make("svg:text", svg, attributes, t.text);
    });
  };
  // While it is dragged, the picture that is there is moved; it is drawn anew when it comes to rest.
  var picture = null;
  var paint_canvas = function () {
    var ratio = window.devicePixelRatio || 1;
    canvas.width = view.width * ratio;
    canvas.height = view.height * ratio;
    var pen = canvas.getContext("2d"), k = view.k;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, view.width, view.height);
    var x = function (v) { return view.x + v * k; }, y = function (v) { return view.y + v * k; };
    if (state.view === "schools") {
      drawn_links().forEach(function (l) {
        pen.beginPath(); pen.strokeStyle = MIDDLE; pen.lineWidth = l.width;
        pen.moveTo(x(l.from[0]), y(l.from[1])); pen.lineTo(x(l.to[0]), y(l.to[1])); pen.stroke();
      });
      data.schools.forEach(function (name, school) {
        var at = corner(school);
        pen.beginPath();
        pen.arc(x(at.x + CELL / 2), y(at.y + MIDST), disc_radius * k, 0, 7);
        pen.fillStyle = school === state.focus ? "#a8cde6" : "#e3eef7"; pen.fill();
        pen.strokeStyle = BLUE; pen.lineWidth = 1.5; pen.stroke();
      });
    } else {
      LINES.forEach(function (kind) {
        var ends = scene.kinds[kind[0]];
        pen.beginPath();
        for (var at = 0; at < ends.length; at += 2) {
          var a = seats[ends[at]], b = seats[ends[at + 1]];
          pen.moveTo(x(a.x), y(a.y)); pen.lineTo(x(b.x), y(b.y));
        }
        pen.strokeStyle = kind[1]; pen.lineWidth = kind[2] * (k < 0.1 ? 0.5 : 1);
        // Dashes too fine to be seen cost most of the time.
        pen.setLineDash(kind[3] && k > 0.1 ? [4.5, 3] : []);
        pen.stroke();
      });
      pen.setLineDash([]);
      mark_layers().forEach(function (layer) {
        pen.beginPath();
        var half = layer.width / 2;
        layer.seats.forEach(function (seat) {
          var px = x(seats[seat].x), py = y(seats[seat].y);
          if (layer.square) { pen.rect(px - half, py - half, layer.width, layer.width); } else { pen.moveTo(px + half, py); pen.arc(px, py, half, 0, 7); }
        });
        pen.fillStyle = layer.colour; pen.fill();
      });
      if (state.focus >= 0) {
        pen.beginPath(); pen.arc(x(seats[state.focus].x), y(seats[state.focus].y), sized(step_of(state.focus)) + 5, 0, 7);
        pen.strokeStyle = INK; pen.lineWidth = 2; pen.stroke();
      }
    }
    texts().forEach(function (t) {
      pen.font = (t.bold ? "600 " : "") + "12px " + getComputedStyle(stage).fontFamily;
      pen.textAlign = t.anchor === "middle" ? "center" : "left";
      pen.fillStyle = INK;
      if (t.halo) { pen.strokeStyle = "#fff"; pen.lineWidth = 3; pen.strokeText(t.text, t.x, t.y); pen.fillStyle = GREY; }
      pen.fillText(t.text, t.x, t.y);
    });
    picture = null;
  };
  var paint = function () { if (on_canvas) { paint_canvas(); } else { paint_svg(); } };
  var dragged = function (dx, dy) {
    view.x += dx; view.y += dy;
    if (!on_canvas) {
      svg.firstChild.setAttribute("transform", "translate(" + view.x + " " + view.y + ") scale(" + view.k + ")");
      Array.prototype.forEach.call(svg.querySelectorAll("text"), function (t) {
        t.setAttribute("x", Number(t.getAttribute("x")) + dx); t.setAttribute("y", Number(t.getAttribute("y")) + dy);
      });
      return;
    }
    if (!picture) {
      picture = document.createElement("canvas");
      picture.width = canvas.width; picture.height = canvas.height;
      picture.getContext("2d").drawImage(canvas, 0, 0);
      picture.from = { x: view.x - dx, y: view.y - dy };
    }
    var pen = canvas.getContext("2d"), ratio = window.devicePixelRatio || 1;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = "#fff"; pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, (view.x - picture.from.x) * ratio, (view.y - picture.from.y) * ratio);
  };
  // Everything that is shown in view again.
  var fit = function () {
    var width = world.width, height = world.height, x = 0, y = 0;
    if (state.school >= 0) { var at = corner(state.school); x = at.x; y = at.y; width = CELL; height = HIGH; }
    view.width = Math.max(200, stage.clientWidth || 900);
    var most = Math.max(320, Math.min(window.innerHeight * 0.82, 860));
    view.height = Math.round(Math.max(300, Math.min(most, view.width * height / width + 16)));
    stage.setAttribute("data-height", view.height);
    (canvas || svg).style.height = view.height + "px";
    view.k = Math.min((view.width - 12) / width, (view.height - 12) / height);
    view.x = (view.width - width * view.k) / 2 - x * view.k;
    view.y = (view.height - height * view.k) / 2 - y * view.k;
  };
  var zoom = function (by, px, py) {
    var k = Math.max(0.01, Math.min(3, view.k * by)), x = px === undefined ? view.width / 2 : px, y = py === undefined ? view.height / 2 : py;
    view.x = x - (x - view.x) * k / view.k;
    view.y = y - (y - view.y) * k / view.k;
    view.k = k;
    paint();
  };
