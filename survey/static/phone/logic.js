/**
 * What an expression's tree says of some answers: the same as survey/logic says, which has the last word.
 * A value is true or false, a number, or a text; an unanswered question is the empty text.
 */

const NUMBER = /^[ \t\r\n]*-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?[ \t\r\n]*$/;
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/;
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const PLAIN = new Intl.NumberFormat("en", { useGrouping: false, maximumSignificantDigits: 15 });
const DAY = 86400000;

const number = (value) => (typeof value === "string" ? (NUMBER.test(value) ? Number(value) : NaN) : Number(value));

const truth = (value) => Boolean(value);

/** At most fifteen digits, however large or small, and no exponent. */
function text(value) {
  if (typeof value !== "number" || !isFinite(value)) return String(value);
  const short = Number(value.toPrecision(15));
  return PLAIN.format((isFinite(short) ? short : value) || 0);
}

const codes = (value) => text(value).split(/[ \t\r\n]+/).filter(Boolean);
const trim = (value) => value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");

/** Milliseconds since 1970 of a date, with or without a time; NaN where there is none, the 30th of February too. */
function moment(value) {
  const found = MOMENT.exec(value);
  if (!found) return NaN;
  const [year, month, day, hours, minutes, seconds] = found.slice(1, 7).map((part) => Number(part || 0));
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  const isDay = year > 0 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  const isTime = hours < 24 && minutes < 60 && seconds < 60;
  return isDay && isTime ? at.setUTCHours(hours, minutes, seconds, (found[7] ?? "").padEnd(3, "0").slice(0, 3)) : NaN;
}

/** A number to compare or reckon with: days for a date, part of a day for a time. */
function amount(value) {
  if (typeof value !== "string") return Number(value);
  const trimmed = trim(value);
  const clock = CLOCK.exec(trimmed);
  if (clock) return (clock[1] * 3600 + clock[2] * 60 + Number(clock[3] || 0)) / 86400;
  const at = moment(trimmed);
  return isNaN(at) ? number(value) : at / DAY;
}

function asDate(value) {
  const day = new Date(Math.floor(amount(value)) * DAY);
  return isNaN(day) || day.getUTCFullYear() < 1 || day.getUTCFullYear() > 9999 ? "" : day.toISOString().slice(0, 10);
}

function timeOfDay(value) {
  const rest = amount(value) % 1;
  return rest < 0 ? rest + 1 : rest;
}

function formatDate(value, pattern) {
  const [year, month, day] = asDate(value).split("-");
  if (!day) return "";
  const parts = { Y: year, y: year.slice(2), m: month, n: String(+month), d: day, e: String(+day) };
  return text(pattern).replace(/%([Yymnde])/g, (_found, part) => parts[part]);
}

function equal(one, other) {
  if (typeof one === "boolean" || typeof other === "boolean") return truth(one) === truth(other);
  if (typeof one === "number" || typeof other === "number") return number(one) === number(other);
  return one === other;
}

/** A pattern that JavaScript cannot read throws. */
const matches = (value, pattern, flags) => new RegExp(`^(?:${pattern})$`, `u${flags}`).test(text(value));

/** With its point that many places further on. */
function moved(exact, places) {
  const [digits, exponent = 0] = String(exact).split("e");
  return Number(`${digits}e${Number(exponent) + places}`);
}

/** Halves go up, of the number as it is written: 2.345 is 2.35, whatever its bits. */
function rounded(value, digits = 0) {
  const [exact, wanted] = [number(value), number(digits)];
  if (isNaN(wanted) || !isFinite(exact)) return Math.abs(exact) === Infinity ? exact : NaN;
  const places = Math.trunc(Math.max(-15, Math.min(wanted, 15)));
  const found = moved(exact, places);
  return isFinite(found) ? moved(Math.floor(found + 0.5), -places) : exact;
}

function whole(value) {
  const exact = number(value);
  return isFinite(exact) ? Math.trunc(exact) : NaN;
}

function part(value, start, end = Infinity) {
  const [first, last] = [number(start), number(end)];
  return isNaN(first) || isNaN(last) ? "" : [...text(value)].slice(first, last).join("");
}

function selectedAt(all, place) {
  const at = number(place);
  return at >= 0 ? codes(all)[Math.trunc(at)] ?? "" : "";
}

function substring(value, start, length) {
  const first = rounded(start);
  const after = length === undefined ? Infinity : first + rounded(length);
  return [...text(value)].filter((_letter, at) => at + 1 >= first && at + 1 < after).join("");
}

function translate(value, from, to) {
  const [letters, others] = [[...text(from)], [...text(to)]];
  const change = (letter) => (letters.includes(letter) ? others[letters.indexOf(letter)] ?? "" : letter);
  return [...text(value)].map(change).join("");
}

function power(base, exponent) {
  const [one, times] = [number(base), number(exponent)];
  const found = one ** times;
  return [one, times, found].every(isFinite) ? found : NaN;
}

const answered = (values) => values.map(amount).filter((one) => !isNaN(one));
const best = (choose, values) => (values.length ? choose(...values) : NaN);
const before = (value, mark) => (value.includes(mark) ? value.slice(0, value.indexOf(mark)) : "");
const after = (value, mark) => (value.includes(mark) ? value.slice(value.indexOf(mark) + mark.length) : "");

const DOES = {
  "=": equal,
  "!=": (a, b) => !equal(a, b),
  "<": (a, b) => amount(a) < amount(b),
  "<=": (a, b) => amount(a) <= amount(b),
  ">": (a, b) => amount(a) > amount(b),
  ">=": (a, b) => amount(a) >= amount(b),
  "+": (a, b) => (b === undefined ? amount(a) : amount(a) + amount(b)),
  "-": (a, b) => (b === undefined ? -amount(a) : amount(a) - amount(b)),
  "*": (a, b) => number(a) * number(b),
  div: (a, b) => number(a) / number(b),
  mod: (a, b) => number(a) % number(b),
  not: (a) => !truth(a),
  true: () => true,
  false: () => false,
  boolean: truth,
  number,
  string: text,
  selected: (all, code) => codes(all).includes(trim(text(code))),
  "count-selected": (all) => codes(all).length,
  "selected-at": selectedAt,
  coalesce: (...values) => text(values.find((value) => text(value) !== "") ?? ""),
  regex: matches,
  date: asDate,
  "decimal-date-time": amount,
  "decimal-time": timeOfDay,
  "format-date": formatDate,
  round: rounded,
  int: whole,
  pow: power,
  abs: (value) => Math.abs(number(value)),
  min: (...values) => best(Math.min, answered(values)),
  max: (...values) => best(Math.max, answered(values)),
  floor: (value) => Math.floor(number(value)),
  ceiling: (value) => Math.ceil(number(value)),
  once: (value) => value,
  "boolean-from-string": (value) => ["true", "1"].includes(text(value)),
  concat: (...values) => values.map(text).join(""),
  contains: (value, mark) => text(value).includes(text(mark)),
  "starts-with": (value, mark) => text(value).startsWith(text(mark)),
  "ends-with": (value, mark) => text(value).endsWith(text(mark)),
  "string-length": (value) => text(value).length,
  "normalize-space": (value) => codes(value).join(" "),
  "substring-before": (value, mark) => before(text(value), text(mark)),
  "substring-after": (value, mark) => after(text(value), text(mark)),
  substr: part,
  substring,
  translate,
  untold: () => {
    throw new SyntaxError("Only the server can tell.");
  },
};

/** Without an argument these speak of the answer just given. */
const OF_THIS = ["string", "number", "string-length", "normalize-space"];

/** A moment as the functions today() and now() tell it, in the phone's own time zone. */
function tellClock(now) {
  const local = new Date(now - now.getTimezoneOffset() * 60000).toISOString();
  return { today: local.slice(0, 10), now: local.slice(0, 23) };
}

/**
 * The value of a tree (survey/logic/tree.py) for answers by question name.
 * @param {*} tree
 * @param {Object<string, string>} answers
 * @param {string} here what `.` stands for
 * @param {{today: string, now: string}} clock
 */
export function evaluate(tree, answers, here = "", clock = tellClock(new Date())) {
  if (!Array.isArray(tree)) return tree;
  const [symbol, ...parts] = tree;
  const say = (one) => evaluate(one, answers, here, clock);
  if (symbol === "$") return Object.prototype.hasOwnProperty.call(answers, parts[0]) ? answers[parts[0]] : "";
  if (symbol === "." || (OF_THIS.includes(symbol) && !parts.length)) return symbol === "." ? here : DOES[symbol](here);
  if (symbol in clock) return clock[symbol];
  if (symbol === "and") return truth(say(parts[0])) && truth(say(parts[1]));
  if (symbol === "or") return truth(say(parts[0])) || truth(say(parts[1]));
  if (symbol === "if") return say(truth(say(parts[0])) ? parts[1] : parts[2]);
  return DOES[symbol](...parts.map(say));
}

/** Whether a condition holds; without one it does, and `otherwise` where only the server can tell. */
export function isTrue(tree, answers, here, otherwise = true) {
  try {
    return tree === undefined || truth(evaluate(tree, answers, here));
  } catch {
    return otherwise;
  }
}

/** What is calculated, "" where nothing comes of it, `otherwise` where only the server can tell. */
export function calculated(tree, answers, otherwise = "") {
  try {
    const value = text(evaluate(tree, answers));
    return value === "NaN" ? "" : value;
  } catch {
    return otherwise;
  }
}

/** A form that is opened without a network begins now, not when its page was kept. */
export function tellTime(form, logic) {
  for (const [name, { default: tree }] of Object.entries(logic.questions ?? {})) {
    const control = tree === undefined ? null : form.querySelector(`[name="${name}"]`);
    if (!control) continue;
    const value = calculated(tree, {}, control.value);
    const part = { date: value.slice(0, 10), time: value.includes("T") && value.slice(11, 16) }[control.type];
    control.value = part || value;
  }
}
