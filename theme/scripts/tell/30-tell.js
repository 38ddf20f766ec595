// The form on which one tells of a place, a class or a story.
(function (langhoc) {
  "use strict";

  const form = document.querySelector("[data-langhoc=tell]");
  if (!form) return;
  const words = form.dataset;
  const part = (name) => form.querySelector(`[data-part=${name}]`);
  const [notice, refused, out] = ["kept", "refused", "out"].map(part);
  const text = out.querySelector("textarea");
  const sets = [...form.querySelectorAll("[data-kind]")];
  const buttons = [...form.querySelectorAll("button[value]")];
  const fields = [...form.elements].filter((one) => one.name);
  const sending = langhoc.openSending(out);
  let kind = "";

  const two = (number) => String(number).padStart(2, "0");
  const today = () => {
    const now = new Date();
    return `${two(now.getDate())}/${two(now.getMonth() + 1)}/${now.getFullYear()}`;
  };
  const isChosen = (field) => !["radio", "checkbox"].includes(field.type) || field.checked;
  // A browser without a picker of days gives what was typed.
  const said = (field) => field.value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, field.type === "date" ? "$3/$2/$1" : "$&");

  function answers(set) {
    return [...set.querySelectorAll("[data-label]")].map((question, index) => {
      const own = [...question.querySelectorAll("[name]")].filter(isChosen);
      const texts = own.map((field) => langhoc.tidied(said(field), field.type === "textarea")).filter(Boolean);
      return { number: index + 1, label: question.dataset.label, text: texts.join(own[0] && own[0].type === "checkbox" ? "; " : ", ") };
    });
  }

  /** Why a story may not be sent: nobody agreed. */
  function isUntold(set) {
    const agreed = [...set.querySelectorAll("[data-agreed]")];
    return agreed.length > 0 && !agreed.some((field) => field.checked && field.dataset.agreed);
  }

  function show() {
    const set = sets.find((one) => one.dataset.kind === kind);
    if (!set) return;
    const given = answers(set);
    const isBegun = given.some((one) => one.text);
    const untold = isUntold(set);
    refused.hidden = !(isBegun && untold);
    out.hidden = !isBegun || untold;
    const { title, written } = words;
    text.value = out.hidden ? "" : langhoc.message({ title, called: set.dataset.called, written, day: today(), answers: given });
    const found = langhoc.privateIn(text.value);
    out.querySelectorAll("[data-warns]").forEach((one) => (one.hidden = !found.includes(one.dataset.warns)));
    sending(`${title}: ${set.dataset.called}`);
  }

  function choose(name, isMoved) {
    kind = name;
    sets.forEach((set) => (set.hidden = set.dataset.kind !== kind));
    buttons.forEach((button) => button.setAttribute("aria-pressed", button.value === kind));
    const set = sets.find((one) => !one.hidden);
    if (isMoved && set) set.focus();
    show();
  }

  function keep() {
    const values = {};
    fields.forEach((field) => {
      const own = isChosen(field) ? field.value : "";
      if (own) values[field.name] = (values[field.name] || []).concat(own);
    });
    part("unkept").hidden = langhoc.draft.keep({ kind, day: today(), values });
  }

  function fill(values) {
    fields.forEach((field) => {
      const own = values[field.name] || [];
      if (["radio", "checkbox"].includes(field.type)) field.checked = own.includes(field.value);
      else field.value = own[0] || "";
    });
  }

  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();

  /** What it is about and the minute, in signs that every disk takes: bao-tin-hoc-vi-tinh-2026-11-23-1542.txt. */
  function fileName() {
    const set = sets.find((one) => one.dataset.kind === kind);
    const about = answers(set)[0].text || set.dataset.called;
    const words = plain(about).match(/[a-z0-9]+/g) || [kind];
    const now = new Date();
    const time = two(now.getHours()) + two(now.getMinutes());
    return [`bao-tin-${words.join("-").slice(0, 40)}`, ...today().split("/").reverse(), time].join("-").replace(/--+/g, "-") + ".txt";
  }

  buttons.forEach((button) => (button.onclick = () => (choose(button.value, true), keep())));
  form.oninput = () => (show(), keep());
  form.onsubmit = (event) => event.preventDefault();
  notice.querySelector("button").onclick = () => {
    langhoc.draft.forget();
    fill({});
    notice.hidden = true;
    choose("");
    out.hidden = refused.hidden = true;
    buttons[0].focus();
  };
  part("file").onclick = () => {
    // Old programs know by this sign that the text is in Unicode.
    const link = part("file");
    link.href = URL.createObjectURL(new Blob(["\ufeff", text.value, "\n"], { type: "text/plain;charset=utf-8" }));
    link.download = fileName();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const draft = langhoc.draft.read();
  const asked = location.hash.slice(1);
  form.hidden = false;
  document.querySelector(".lh-unscripted").remove();
  if (draft) {
    fill(draft.values);
    notice.querySelector("p").textContent = words.kept.replace("{day}", draft.day);
    notice.hidden = !Object.keys(draft.values).length;
  }
  choose(sets.some((set) => set.dataset.kind === asked) ? asked : draft ? draft.kind : "");
})((window.langhoc = window.langhoc || {}));
