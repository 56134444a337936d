  // The network that can be looked through. First what the program wrote, read back; nothing is reckoned here but how
  // many of the ties are drawn.
  var host = document.getElementById("explorer");
  var data = JSON.parse(document.getElementById("network-data").textContent);
  var words = data.words;
  var language = document.documentElement.lang;
  var fill = function (text, a, b) { return text.replace("{0}", a).replace("{1}", b); };
  var counted = function (n) { return n.toLocaleString(language); };
  var digits = {};
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".split("").forEach(function (c, at) { digits[c] = at; });
  // Digits that were packed: how many there are, how long the code of each of the 64 is, and their codes.
  var unpacked = function (text) {
    var at = 0, count = 0, shift = 0, all = [], order = [], first = [], end = [], code = 0, digit;
    if (!text) { return all; }
    do { digit = digits[text[at++]]; count |= (digit & 31) << shift; shift += 5; } while (digit & 32);
    for (var length = 1; length < 25; length++) {
      first[length] = code - order.length;
      for (var one = 0; one < 64; one++) { if (digits[text[at + one]] === length) { order.push(one); code++; } }
      end[length] = code;
      code <<= 1;
    }
    for (var next = at + 64, left = 0, value = 0, long = 0; all.length < count;) {
      if (!left) { digit = digits[text[next++]]; left = 6; }
      value = value << 1 | digit >> --left & 1;
      if (value < end[++long]) { all.push(order[value - first[long]]); value = long = 0; }
    }
    return all;
  };
  // Whole numbers, five bits to a digit, as in source maps; those that can be negative have their sign in the lowest.
  var numbers = function (text) {
    var all = [], value = 0, shift = 0, from = unpacked(text);
    for (var at = 0; at < from.length; at++) {
      var digit = from[at];
      value |= (digit & 31) << shift;
      if (digit & 32) { shift += 5; } else { all.push(value); value = shift = 0; }
    }
    return all;
  };
  var signed = function (value) { return value & 1 ? -(value >> 1) : value >> 1; };
  // Codes that go on counting are told at once.
  var people = [];
  data.people.forEach(function (name) {
    if (typeof name === "string") { people.push(name); return; }
    for (var at = 0; at < name[2]; at++) { people.push(name[0] + String(name[1] + at).padStart(name[3], "0")); }
  });
  var CELL = 1000, HIGH = 780, ACROSS = 1050, DOWN = 830;
  var many = data.schools.length;
  var columns = data.large ? Math.ceil(Math.sqrt(many * 1.5)) : data.columns;
  var world = { width: Math.min(columns, many) * ACROSS - ACROSS + CELL, height: Math.ceil(many / columns) * DOWN - DOWN + HIGH };
  var corner = function (school) { return { x: school % columns * ACROSS, y: Math.floor(school / columns) * DOWN }; };
  var seats = [];
  (function () {
    var all = numbers(data.seats), places = numbers(data.places), school = 0, person = 0;
    for (var at = 0; at < all.length; at += 2) {
      school += signed(all[at]);
      person += signed(all[at + 1]);
      var from = corner(school);
      seats.push({ school: school, person: person, x: from.x + places[at], y: from.y + places[at + 1] * HIGH / CELL });
    }
  })();
  // Pairs row by row, as steps.
  var pairs = function (text, each) {
    var all = numbers(text), at = 0;
    for (var from = 0; from < seats.length; from++) {
      var to = from, count = all[at++];
      for (var n = 0; n < count; n++) {
        to += n ? all[at] : signed(all[at]);
        at++;
        each(from, to);
      }
    }
  };
  // A wave is read when it is first looked at.
  var read_waves = [];
  var wave_of = function (index) {
    if (!read_waves[index]) {
      var from = data.waves[index], kinds = numbers(from.of_kind), ties = [], groups = [];
      pairs(from.ties, function (a, b) { ties.push({ a: a, b: b, kind: data.kinds[kinds[ties.length]] }); });
      pairs(from.groups, function (a, b) { groups.push({ a: a, b: b, kind: null }); });
      var marks = data.keys.map(function (key, at) {
        return unpacked(from.marks).map(function (mark) { return "frqs-"[(at ? Math.floor(mark / 5) : mark) % 5]; }).join("");
      });
      var values = from.values.map(function (value) {
        return numbers(value[1]).map(function (n) { return n ? (n - 1) / value[0] : null; });
      });
      read_waves[index] = { name: from.name, marks: marks, facts: from.facts, ties: ties, groups: groups, values: values };
    }
    return read_waves[index];
  };
  var state = {
    wave: data.waves.length - 1, layer: 0, relation: -1, school: -1, often: 0, size: -1, colour: 0,
    view: data.large && many > 1 ? "schools" : "people", disc: Math.max(0, data.heads.length - 2), person: -1, focus: -1
  };
  var is_there = function (seat) { return wave_of(state.wave).marks[0][seat] !== "-"; };
  // Those to whom a choice of the reader leads, whatever the school.
  var takes = function (tie) {
    if (!tie.kind) { return true; }
    return (tie.kind[1] >> state.layer & 1) === 1 && (state.relation < 0 || tie.kind[0] === state.relation) && tie.kind[2] >= state.often;
  };
  var every_tie = function () {
    var wave = wave_of(state.wave);
    return state.layer === 1 && state.relation < 0 && state.often === 0 ? wave.ties.concat(wave.groups) : wave.ties;
  };
  var is_formal = function (tie) { return !tie.kind || tie.kind[3] === 1; };
  // Lines to draw: one for each pair, in four kinds, and how many ties they stand for.
  var drawn_lines = function () {
    var seen = new Map(), count = 0, n = seats.length;
    every_tie().forEach(function (tie) {
      var a = seats[tie.a].school, b = seats[tie.b].school;
      if (!takes(tie) || (state.school >= 0 && a !== state.school && b !== state.school)) { return; }
      count++;
      var key = Math.min(tie.a, tie.b) * n + Math.max(tie.a, tie.b);
      seen.set(key, seen.get(key) || is_formal(tie));
    });
    var kinds = { across_dashed: [], across_solid: [], dashed: [], solid: [] };
    seen.forEach(function (formal, key) {
      var a = Math.floor(key / n), b = key % n;
      kinds[(seats[a].school === seats[b].school ? "" : "across_") + (formal ? "solid" : "dashed")].push(a, b);
    });
    return { kinds: kinds, count: count };
  };
  // Ties between each two schools.
  var school_links = function () {
    var between = new Map();
    every_tie().forEach(function (tie) {
      var a = seats[tie.a].school, b = seats[tie.b].school;
      if (a !== b && takes(tie)) {
        var key = Math.min(a, b) * many + Math.max(a, b);
        between.set(key, (between.get(key) || 0) + 1);
      }
    });
    return between;
  };
  var value_of = function (seat, size) {
    var value = (wave_of(state.wave).values[size] || [])[seat];
    return value === undefined ? null : value;
  };
  var largest = function (size) { return (wave_of(state.wave).values[size] || []).reduce(function (most, value) { return Math.max(most, value); }, 1); };
  var name_of = function (seat) { return people[seats[seat].person]; };
