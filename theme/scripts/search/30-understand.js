// What is typed or said -> what is asked: words to find; filters and a place, which can be taken off again.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  // Nobody asks with more; a pasted page is cut.
  const LONGEST_TEXT = 300;
  const LONGEST_WORD = 40;
  const MOST_WORDS = 12;
  const LONGEST_NAME = 7;

  // What says nothing of what is looked for, as it is written; where no marks are typed, any of that spelling. So that is
  // left out which may well be something else then: "hoi" is "hội" more often than "hỏi".
  const EMPTY = table(
    "toi:tôi nhung:những cac:các voi:với duoc:được gan:gần giup:giúp xin ai oi:ơi " +
      "=a:ạ,à =vay:vậy =hoi:hỏi =biet:biết =nhe:nhé =la:là =va:và =de:để =thi:thì =con:còn =co:có =khong:không =muon:muốn =tim:tìm =nao:nào"
  );
  // Found first where it stands, but what has it not is found too.
  const WEAK = table(
    "muon:muốn can:cần tim:tìm kiem:kiếm nhe:nhé vay:vậy hoi:hỏi biet:biết minh:mình lop:lớp hoc:học day:dạy,đây khoa:khóa nguoi:người " +
      "co:có khong:không la:là va:và cho:cho,chỗ dau:đâu o:ở tai:tại de:để thi:thì con:còn nao:nào gi:gì cua:của mot:một trong em noi:nơi " +
      "thoi:thôi bao nhieu:nhiêu tren:trên ke:kế ben:bên canh:cạnh quanh class classes course courses lesson lessons place places"
  );
  // Nothing among English words, but Vietnamese ones when they stand alone.
  const EMPTY_ENGLISH = table("i a an the in at of is are how can me mi and with on would like do there any to for want learn near where please looking");
  const ENGLISH = /^(want|learn|for|near|where|looking|please|class|classes|course|courses|evening|what|which|how)$/;
  // Facet, value and what is said for it, folded.
  const SAID = [
    ["free", "", "mien phi|khong mat tien|khong ton tien|khong dong tien|0 dong|free of charge|for free|free"],
    ["evening", "", "vao buoi toi|buoi toi|ban dem|ca toi|in the evening|evenings|evening|at night"],
    ["open", "", "dang nhan hoc vien|dang nhan|con nhan|con cho|dang tuyen sinh|dang mo lop|taking learners"],
    ["mode", "online", "truc tuyen|hoc qua mang|online"],
    ["day", "sat,sun", "cuoi tuan|weekends|weekend"],
    ["day", "mon", "thu hai|thu 2|monday"],
    ["day", "tue", "thu ba|thu 3|tuesday"],
    ["day", "wed", "thu tu|thu 4|wednesday"],
    ["day", "thu", "thu nam|thu 5|thursday"],
    ["day", "fri", "thu sau|thu 6|friday"],
    ["day", "sat", "thu bay|thu 7|saturday"],
    ["day", "sun", "chu nhat|sunday"],
  ];
  const FILTERS = [].concat(...SAID.map(([facet, value, texts]) => texts.split("|").map((text) => ({ facet, value, said: text.split(" ") })))).sort(
    (a, b) => b.said.length - a.said.length
  );
  // Before the name of a place.
  const TOWARDS = ["gan", "o", "tai", "quanh", "near", "in", "at"];

  /** Folded -> the written forms that count; of "=folded" only these do, even where no marks are typed. */
  function table(text) {
    const found = new Map();
    for (const entry of text.split(" ")) {
      const [name, forms] = entry.split(":");
      const folded = name.replace("=", "");
      found.set(folded, { forms: forms ? forms.split(",") : [folded], isStrict: name !== folded });
    }
    return found;
  }

  function isIn(list, word, isMarked) {
    const entry = list.get(word.folded);
    if (!entry) return false;
    return isMarked ? entry.forms.includes(word.marked || word.folded) : !entry.isStrict;
  }

  /** Takes any text; gives its words, cut to what anybody asks; the last is `open` when it may be unfinished. */
  langhoc.read = function (text) {
    const asked = text.slice(0, LONGEST_TEXT);
    const words = langhoc.writtenWords(asked);
    words.forEach((word, at) => {
      word.folded = word.folded.slice(0, LONGEST_WORD);
      word.at = at;
    });
    const last = words[words.length - 1];
    if (last) last.open = !/\s$/.test(asked) && !/^\p{N}+$/u.test(last.folded);
    return words;
  };

  /** The filters that are said: {facet, value, from, to}, by the numbers of their first word and the one after their last. */
  langhoc.saidFilters = function (words) {
    const found = [];
    for (let at = 0; at < words.length; at++) {
      const filter = FILTERS.find((one) => one.said.every((said, n) => words[at + n] && words[at + n].folded === said));
      if (!filter) continue;
      found.push({ facet: filter.facet, value: filter.value, from: at, to: at + filter.said.length });
      at += filter.said.length - 1;
    }
    // "tối" with its marks is the evening; without, it is "I" more often.
    words.forEach((word, at) => {
      if (word.marked === "tối" && !found.some((one) => at >= one.from && at < one.to)) {
        found.push({ facet: "evening", value: "", from: at, to: at + 1 });
      }
    });
    return found;
  };

  /** Runs of words that may be the name of a place, the longest first: {from, to, key}. Short forms stand for the long. */
  langhoc.possibleNames = function (index, words) {
    const found = [];
    const said = words.map((word) => index.short.get(word.folded) || word.folded);
    for (let to = 1; to <= words.length; to++) {
      if (index.head.alone.includes(said[to - 1])) found.push({ from: to - 1, to, key: said[to - 1] });
      if (!index.endsNames(said[to - 1])) continue;
      for (let from = Math.max(0, to - LONGEST_NAME); from < to; from++) {
        const key = said.slice(from, to).join(" ");
        if (key.includes(" ") && index.isEnding(index.ending(key))) found.push({ from, to, key });
      }
    }
    return found.sort((a, b) => b.to - b.from - (a.to - a.from));
  };

  /** The parts to look in for the names that may be in a question. */
  langhoc.partsOfNames = function (index, names) {
    return names.map((name) => index.pairPart(index.ending(name.key)));
  };

  /** The place that is named, once its part is there: {from, to, title, areas, entries}; null where there is none. */
  langhoc.namedPlace = function (index, words, names) {
    for (const name of names) {
      const isTowards = name.from > 0 && TOWARDS.includes(words[name.from - 1].folded);
      const isMeant = (entry) => (isTowards || !entry.isLoose) && agrees(entry.name, words.slice(name.from, name.to));
      const called = index.called(name.key).filter(isMeant);
      if (!called.length) continue;
      const from = isTowards ? name.from - 1 : name.from;
      const isOwn = (entry) => entry.name === entry.title;
      const entries = called.filter(isOwn).concat(called.filter((entry) => !isOwn(entry)));
      return { from, to: name.to, first: name.from, title: entries[0].name, entries };
    }
    return null;
  };

  /** Whether the marks that were typed are those of the name: "xã Thanh An" is not "Xã Thạnh An". */
  function agrees(name, typed) {
    if (!typed.some((word) => word.marked)) return true;
    const marked = langhoc.writtenWords(name).map((word) => word.marked || word.folded);
    return typed.every((word) => !word.marked || marked.includes(word.marked));
  }

  /** The words to look for, without what is empty; `weak` ones need not be there. When nothing else is said, all count. */
  langhoc.wordsToFind = function (words) {
    const isMarked = words.some((word) => word.marked);
    const isEnglish = words.some((word) => ENGLISH.test(word.folded));
    const meant = words.filter((word) => !isIn(EMPTY, word, isMarked) && !(isEnglish && isIn(EMPTY_ENGLISH, word, false)));
    const strong = meant.filter((word) => !isIn(WEAK, word, isMarked));
    const left = strong.length ? meant : words;
    const kept = (left.length > MOST_WORDS && strong.length ? strong : left).slice(0, MOST_WORDS);
    return kept.map((word) => Object.assign({}, word, { weak: strong.length > 0 && !strong.includes(word) }));
  };

  /** The question without the words of a filter or a place. */
  langhoc.without = function (text, words, from, to) {
    return (text.slice(0, words[from].from) + text.slice(words[to - 1].to)).replace(/\s+/g, " ").trim();
  };
})(typeof window === "undefined" ? globalThis : window);
