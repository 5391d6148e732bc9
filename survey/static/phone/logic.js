/**
 * What an expression's tree says of some answers: the same as survey/logic says, which has the last word.
 * A value is true or false, a number, or a text; an unanswered question is the empty text.
 */

const NUMBER = /^\s*-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/;
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/;
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?.*)?$/;
const DAY = 86400000;

const number = (value) => (typeof value === "string" ? (NUMBER.test(value) ? Number(value) : NaN) : Number(value));

const truth = (value) => Boolean(value);

function text(value) {
  if (typeof value !== "number" || !isFinite(value)) return String(value);
  return String(Number(value.toPrecision(15)));
}

/** Milliseconds since 1970 of a date, with or without a time; NaN where there is none, the 30th of February too. */
function moment(value) {
  const found = MOMENT.exec(value);
  if (!found) return NaN;
  const [year, month, day, hours, minutes, seconds] = found.slice(1).map((part) => Number(part || 0));
  const at = Date.UTC(year, month - 1, day, hours, minutes, 0) + seconds * 1000;
  return new Date(at).getUTCMonth() === month - 1 && hours < 24 && minutes < 60 ? at : NaN;
}

/** A number to compare or reckon with: days for a date, part of a day for a time. */
function amount(value) {
  if (typeof value !== "string") return Number(value);
  const trimmed = value.trim();
  const clock = CLOCK.exec(trimmed);
  if (clock) return (clock[1] * 3600 + clock[2] * 60 + Number(clock[3] || 0)) / 86400;
  const at = moment(trimmed);
  return isNaN(at) ? number(value) : at / DAY;
}

function asDate(value) {
  const day = new Date(Math.floor(amount(value)) * DAY);
  return isNaN(day) || day.getUTCFullYear() < 1 || day.getUTCFullYear() > 9999 ? "" : day.toISOString().slice(0, 10);
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

function matches(value, pattern) {
  try {
    return new RegExp(`^(?:${text(pattern)})$`, "u").test(text(value));
  } catch {
    return false;
  }
}

function rounded(value, digits = 0) {
  const factor = 10 ** Math.trunc(number(digits));
  return Math.floor(number(value) * factor + 0.5) / factor;
}

function part(value, start, end) {
  const letters = [...text(value)];
  return letters.slice(number(start), end === undefined ? undefined : number(end)).join("");
}

function substring(value, start, length = Infinity) {
  const first = rounded(start);
  const after = first + rounded(length);
  return [...text(value)].filter((_letter, at) => at + 1 >= first && at + 1 < after).join("");
}

function translate(value, from, to) {
  const [letters, others] = [[...text(from)], [...text(to)]];
  const change = (letter) => (letters.includes(letter) ? others[letters.indexOf(letter)] ?? "" : letter);
  return [...text(value)].map(change).join("");
}

function power(base, exponent) {
  const found = number(base) ** number(exponent);
  return isFinite(found) ? found : NaN;
}

const codes = (value) => text(value).split(/\s+/).filter(Boolean);
const answered = (values) => values.filter((value) => text(value).trim()).map(amount).filter((one) => !isNaN(one));
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
  selected: (all, code) => codes(all).includes(text(code).trim()),
  "count-selected": (all) => codes(all).length,
  "selected-at": (all, at) => codes(all)[number(at)] ?? "",
  coalesce: (...values) => text(values.find((value) => text(value) !== "") ?? ""),
  regex: matches,
  date: asDate,
  "decimal-date-time": amount,
  "decimal-time": (value) => amount(value) % 1,
  "format-date": formatDate,
  round: rounded,
  int: (value) => Math.trunc(number(value)),
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
  if (symbol === "$") return answers[parts[0]] ?? "";
  if (symbol === "." || (OF_THIS.includes(symbol) && !parts.length)) return symbol === "." ? here : DOES[symbol](here);
  if (symbol in clock) return clock[symbol];
  if (symbol === "and") return truth(say(parts[0])) && truth(say(parts[1]));
  if (symbol === "or") return truth(say(parts[0])) || truth(say(parts[1]));
  if (symbol === "if") return say(truth(say(parts[0])) ? parts[1] : parts[2]);
  return DOES[symbol](...parts.map(say));
}

/** Whether a condition holds; without one it does. */
export const isTrue = (tree, answers, here) => tree === undefined || truth(evaluate(tree, answers, here));

/** A form that is opened without a network begins now, not when its page was kept. */
export function tellTime(form, logic) {
  for (const [name, { default: tree }] of Object.entries(logic.questions ?? {})) {
    const control = tree === undefined ? null : form.querySelector(`[name="${name}"]`);
    if (!control) continue;
    const value = text(evaluate(tree, {}));
    const part = { date: value.slice(0, 10), time: value.includes("T") && value.slice(11, 16) }[control.type];
    control.value = part || value;
  }
}
