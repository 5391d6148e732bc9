/** Sends a finished form, and shows what comes of it: the receipt, what is to be put right, or that it waits. */

/** Milliseconds that storing a form may take; a phone whose database never answers sends it all the same. */
const STORED_WITHIN = 5000;

const inTime = (work) => Promise.race([work, new Promise((_done, fail) => setTimeout(fail, STORED_WITHIN))]);

/** True when the form is out of these hands: received, or kept until there is a network. */
export async function sendNow(form, title, received) {
  const pairs = [...new FormData(form)];
  const entry = {
    key: controlOf(form, "form_key").value,
    address: form.getAttribute("action"),
    title,
    at: Date.now(),
    pairs,
    shown: shownAnswers(form).map(([, asked, answered]) => [asked, answered]).filter(([, answered]) => answered),
    state: "waiting",
    tries: 1,
    next: Date.now() + pauseAfter(0),
  };
  const letGo = await holdForm(entry.key);
  const kept = await inTime(keepForm(entry)).then(() => true, () => false);
  const { sent, refused, status } = await sendForm(entry);
  if (kept && (sent || status)) await removeForm(entry.key).catch(() => {});
  letGo?.();
  if (sent) return received(), location.replace(sent), true;
  if (status === 413) return tell("too-large");
  if (status) return replacePage(refused);
  if (!kept) return tell("unsent");
  received();
  document.dispatchEvent(new Event("lyhord:kept"));
  form.replaceWith(copyOf("waiting"));
  document.querySelector("#waiting-heading").focus();
  return true;
}

/** Says why the form is still here. */
function tell(notice) {
  for (const one of ["too-large", "unsent"]) document.getElementById(one).hidden = one !== notice;
  document.getElementById(notice).focus();
}

/** The server's own page with what is to be put right, in the place of this one. */
function replacePage(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const chosen = fileControls();
  document.querySelector("main").replaceWith(page.querySelector("main"));
  keepFiles(chosen);
  document.title = page.title;
  start();
  document.querySelector(".error-summary:not([hidden]), h1").focus();
}
