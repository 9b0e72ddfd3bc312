// Opens a cited place beside the answer. The server escapes what it sends; nothing is stored in the browser.
(() => {
  "use strict";
  const words = {
    label: "Källan i sitt sammanhang",
    close: "Stäng källan",
    loading: "Hämtar källan …",
    copied: "Kopierat",
    thanks: "Tack. Ditt omdöme är sparat, men inte frågan.",
    noted: "Ditt omdöme är sparat.",
    unthanked: "Omdömet kunde inte sparas. Försök igen om en stund.",
    lacking: "Vad saknades? (frivilligt, inga personuppgifter)",
    send: "Skicka",
    uncopied: "Det gick inte att kopiera. Markera texten i stället.",
    shared: "Länk till svaret. Den gäller till och med {}. Den som öppnar länken ser både frågan och svaret.",
    unshared: "Länken kunde inte skapas. Försök igen om en stund.",
    copyLink: "Kopiera länken",
    sources: "Källor",
    working: "Vänta … Det kan ta en stund.",
    unchanged: "Tryck på Byt för att byta till {}.",
    profile: "Profilen är nu {}. Den gäller från nästa fråga eller granskning.",
    failed: "Källan kunde inte hämtas, men sidan är oförändrad. Försök igen om en stund.",
  };
  let panel = null;
  let content = null;
  let opener = null;
  let request = 0;

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const beside = () => matchMedia("(min-width: 64rem)").matches;

  function build() {
    panel = document.createElement("aside");
    panel.id = "nv-panel";
    panel.tabIndex = 0;
    panel.setAttribute("aria-label", words.label);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "nv-close";
    close.textContent = words.close;
    close.addEventListener("click", shut);
    content = document.createElement("div");
    content.className = "nv-panel-content";
    panel.append(close, content);
    document.body.append(panel);
  }

  function say(message) {
    const line = document.createElement("p");
    line.className = "nv-notice";
    line.setAttribute("role", "status");
    line.textContent = message;
    content.replaceChildren(line);
  }

  function choose(button) {
    document.querySelectorAll(".nv-chosen").forEach((mark) => mark.classList.remove("nv-chosen"));
    if (button) button.classList.add("nv-chosen");
  }

  async function open(button) {
    const address = button.value ?? decodeURIComponent(button.getAttribute("href").slice(1));
    const [number, start, end, ...rest] = address.split("|");
    const query = new URLSearchParams({ start, end, number });
    const mine = ++request;
    opener = button;
    if (!panel) build();
    document.body.classList.add("nv-open-panel");
    choose(button);
    say(words.loading);
    try {
      const response = await fetch(`/web/utdrag/${encodeURIComponent(rest.join("|"))}?${query}`);
      const body = response.ok ? await response.text() : (await response.json()).error;
      if (mine !== request) return;
      if (!response.ok) return say(`${body.message} ${body.remedy}`);
      content.innerHTML = body;
      show();
    } catch {
      if (mine === request) say(words.failed);
    }
  }

  function show() {
    const mark = content.querySelector("mark");
    content.querySelector("h2").focus({ preventScroll: true });
    if (beside()) {
      panel.scrollTop = mark ? mark.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3 : 0;
    } else {
      (mark || panel).scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    }
  }

  function shut() {
    request++;
    document.body.classList.remove("nv-open-panel");
    choose(null);
    if (panel) panel.remove();
    panel = null;
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  }

  // On a small screen the answer begins below what is seen: the page follows, once for each question.
  let followed = null;
  function bringIntoView(region) {
    const heading = region.querySelector(".nv-turn:not(.nv-writing) .nv-question");
    if (!heading || heading === followed) return;
    followed = heading;
    if (heading.getBoundingClientRect().bottom > innerHeight * 0.6) heading.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  }

  // A screen reader hears the answer when it is whole, not piece by piece.
  function announce(region) {
    region.setAttribute("aria-live", "polite");
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", "Svar");
    new MutationObserver(() => {
      region.setAttribute("aria-busy", String(Boolean(region.querySelector(".nv-writing"))));
      if (opener && !opener.isConnected) shut();
      bringIntoView(region);
    }).observe(region, { childList: true, subtree: true });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("a.nv-mark, button.nv-open");
    if (!button) return;
    event.preventDefault();
    open(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel) shut();
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.nv-copy");
    if (!button) return;
    const named = document.getElementById(button.value);
    const field = named.querySelector("textarea") ?? named;
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = words.copied;
    } catch {
      field.select();
    }
  });

  // An answer as plain text: its paragraphs, and when asked for the sources under it.
  function plain(turn, withSources) {
    const answer = turn.querySelector(".nv-answer").cloneNode(true);
    answer.querySelectorAll(withSources ? ".nv-hidden" : ".nv-hidden, .nv-mark").forEach((part) => part.remove());
    const lines = [...answer.querySelectorAll("p, li, h4, h5")]
      .filter((part) => !part.querySelector("p, li"))
      .map((part) => (part.matches("li") ? "• " : "") + part.textContent.replace(/\s+/g, " ").trim());
    if (!withSources) return lines.join("\n\n").replace(/ +([.,])/g, "$1");
    const sources = [...turn.querySelectorAll(".nv-source-line")].map((line) => line.textContent.replace(/\s+/g, " ").trim());
    return [...lines, words.sources, ...sources].join("\n\n");
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.nv-take");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(plain(button.closest(".nv-turn, .nv-earlier"), button.value === "med"));
      button.textContent = words.copied;
    } catch {
      button.textContent = words.uncopied;
    }
  });

  // The short form of an answer stands first on a small screen.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.nv-more");
    if (!button) return;
    const told = button.closest(".nv-turn, .nv-earlier");
    told.classList.add("nv-whole");
    const answer = told.querySelector(".nv-answer");
    answer.tabIndex = -1;
    answer.focus();
  });

  // An address for an answer: made only when asked for.
  function linkIn(row, told) {
    const label = document.createElement("label");
    const field = document.createElement("input");
    const copy = document.createElement("button");
    field.readOnly = true;
    field.value = new URL(told.address, location.origin).href;
    label.append(words.shared.replace("{}", told.expires_on), " ", field);
    copy.type = "button";
    copy.className = "nv-take-link";
    copy.textContent = words.copyLink;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value).then(() => { copy.textContent = words.copied; }, () => field.select());
    });
    row.replaceChildren(label, copy);
    field.focus();
    field.select();
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.nv-share");
    if (!button) return;
    const row = document.createElement("p");
    row.className = "nv-take-row";
    button.closest(".nv-take-row").after(row);
    button.remove();
    try {
      const response = await fetch(`/svar/${button.value}/dela`, { method: "POST" });
      const body = await response.json();
      if (response.ok) linkIn(row, body);
      else said(row, `${body.error.message} ${body.error.remedy}`);
    } catch {
      said(row, words.unshared);
    }
  });

  // Whether an answer helped: one click, then a word if one likes. Neither question nor answer is sent.
  async function think(value, more = {}) {
    const [helped, outcome, profile] = value.split("|");
    const body = JSON.stringify({ helped: helped === "1", outcome, profile, ...more });
    const headers = { "Content-Type": "application/json" };
    const response = await fetch("/api/v1/feedback", { method: "POST", headers, body }).catch(() => null);
    return response?.ok ? (await response.json()).token : null;
  }

  function said(row, message, ...more) {
    const line = document.createElement("span");
    line.setAttribute("role", "status");
    line.textContent = message;
    row.replaceChildren(line, ...more);
  }

  function askWhatLacked(row, value, token) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    const send = document.createElement("button");
    input.maxLength = 200;
    label.append(words.lacking, " ", input);
    send.type = "button";
    send.textContent = words.send;
    send.className = "nv-take";
    send.addEventListener("click", async (event) => {
      event.stopPropagation();
      const kept = await think(value, { word: input.value, adding_to: token });
      said(row, kept === null ? words.unthanked : words.thanks);
    });
    said(row, words.noted, label, send);
    input.focus();
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.nv-thought");
    if (!button) return;
    const row = button.closest(".nv-take-row");
    const token = await think(button.value);
    if (token === null) said(row, words.unthanked);
    else if (button.value.startsWith("1")) said(row, words.thanks);
    else askWhatLacked(row, button.value, token);
  });

  // Which stops of Ny här are done: kept only in this browser, and only when asked for.
  const KEPT = "naravard-stopp";
  const kept = () => JSON.parse(localStorage.getItem(KEPT) ?? "[]");

  function path() {
    const remember = document.getElementById("nv-minns");
    const done = document.querySelector("[data-done]");
    const asked = localStorage.getItem(KEPT) !== null;
    if (done && asked) localStorage.setItem(KEPT, JSON.stringify([...new Set([...kept(), done.dataset.done])]));
    for (const stop of document.querySelectorAll("[data-stop]")) {
      stop.querySelector(".nv-done").hidden = !kept().includes(stop.dataset.stop);
    }
    if (!remember) return;
    remember.checked = asked;
    remember.addEventListener("change", () => {
      if (remember.checked) localStorage.setItem(KEPT, JSON.stringify(kept()));
      else localStorage.removeItem(KEPT);
    });
  }
  if (document.body.classList.contains("nv-page")) path();

  // Gradio opens our own links in another window, and they do not know which profile was chosen since.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('.gradio-container a[href^="/"]:not(.nv-take-file)');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const address = new URL(link.href, location.origin);
    const profile = new URL(location.href).searchParams.get("profil");
    if (profile) address.searchParams.set("profil", profile);
    location.assign(address);
  });

  // Whoever chooses another profile and leaves the button alone is told: nothing else on the page has changed yet.
  document.addEventListener("change", (event) => {
    const form = event.target.closest(".nv-layer-form");
    if (!form) return;
    if (document.body.classList.contains("nv-page")) form.querySelector("[role=status]").textContent = words.unchanged.replace("{}", event.target.selectedOptions[0].text);
    else form.requestSubmit();
  });

  document.addEventListener("submit", (event) => {
    const work = event.target.querySelector?.(".nv-work");
    if (work) work.textContent = words.working;
  });

  // Where a conversation or a text would be lost by loading the page anew, another profile only changes the addresses.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".nv-layer-form");
    if (!form || document.body.classList.contains("nv-page")) return;
    event.preventDefault();
    const choice = form.querySelector("select");
    for (const link of document.querySelectorAll('a[href^="/"]')) {
      const address = new URL(link.href, location.origin);
      address.searchParams.set(choice.name, choice.value);
      link.href = address.href;
    }
    const here = new URL(location.href);
    here.searchParams.set(choice.name, choice.value);
    history.replaceState(history.state, "", here);
    form.querySelector("[role=status]").textContent = words.profile.replace("{}", choice.selectedOptions[0].text);
  });
  // A long work is followed step by step; a step is announced once, the numbers are only shown. Then its result is opened.
  async function follow(work) {
    const bar = work.querySelector("progress");
    const response = await fetch(work.dataset.work).catch(() => null);
    const stage = response?.ok ? await response.json() : null;
    if (stage?.finished) return location.reload();
    if (stage) {
      const name = work.querySelector("strong");
      if (name.textContent !== stage.label) name.textContent = stage.label;
      work.querySelector("span").textContent = stage.of ? `${stage.done} av ${stage.of}` : "";
      if (stage.of) Object.assign(bar, { max: stage.of, value: stage.done });
      else bar.removeAttribute("value");
    }
    setTimeout(() => follow(work), 700);
  }
  document.querySelectorAll("[data-work]").forEach(follow);

  // What came of a form is read first, also where a browser does not heed autofocus on it.
  document.getElementById("nv-resultat")?.focus();

  new MutationObserver((_, observer) => {
    const region = document.getElementById("nv-current");
    if (!region) return;
    observer.disconnect();
    announce(region);
  }).observe(document.documentElement, { childList: true, subtree: true });

  // Trainers: what needs a script is shown by one.
  document.querySelectorAll("button.nv-copy-words, button.nv-print").forEach((button) => (button.hidden = false));
  document.querySelectorAll(".nv-scriptless").forEach((line) => (line.hidden = true));
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.nv-copy-words");
    if (!button) return;
    const shown = document.getElementById(button.value);
    const part = (one) => [...one.childNodes].filter((node) => !node.classList?.contains("nv-hidden")).map((node) => node.textContent).join("");
    const lines = [...shown.querySelectorAll("h2, h3, p:not(.nv-slide-foot, .nv-block-aside), li")].map((one) => (one.matches("li:not(.nv-numbered)") ? "• " : "") + part(one).trim());
    try {
      await navigator.clipboard.writeText([...lines, button.dataset.source].join("\n\n"));
      button.textContent = words.copied;
    } catch {
      button.textContent = words.uncopied;
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("button.nv-print")) print();
  });

  // How many slides and questions are chosen.
  function count() {
    const line = document.querySelector(".nv-chosen-count");
    if (!line) return;
    const form = line.closest("form");
    const chosen = (name) => form.querySelectorAll(`input[name=${name}]:checked, input[name=${name}][type=hidden]`).length;
    const counted = [[chosen("bild"), "bild", "bilder"], [chosen("fraga"), "fråga", "frågor"]];
    const alone = counted[0][0] + counted[1][0] === 1;
    const told = counted
      .filter(([number]) => number)
      .map(([number, one, many]) => `${number} ${number === 1 ? one : many}`);
    line.textContent = told.length ? `${told.join(" och ")} ${alone ? "vald" : "valda"}` : "";
  }
  if (document.body.classList.contains("nv-page")) count();
  document.addEventListener("change", (event) => {
    if (event.target.matches(".nv-teach input[type=checkbox]")) count();
  });
})();
