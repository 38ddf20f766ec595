// When something is held -> a calendar file (RFC 5545), as phones and mail programs take it. Times are Viet Nam's, which has no summer time.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});

  const ZONE = "Asia/Ho_Chi_Minh";
  const HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lang Hoc//langhoc//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"];
  const ZONE_LINES = [
    "BEGIN:VTIMEZONE",
    "TZID:" + ZONE,
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
  ];
  // In octets, as a line is folded; one more for the space that goes on with it.
  const LONGEST = 75;

  const text = (words) => words.replace(/[\\;,]/g, "\\$&").replace(/\r\n|[\r\n]/g, "\\n");
  const octets = (sign) => (sign < "\u0080" ? 1 : sign < "\u0800" ? 2 : sign < "\u{10000}" && sign.length === 1 ? 3 : 4);

  function folded(line) {
    let made = "";
    let length = 0;
    for (const sign of line) {
      length += octets(sign);
      if (length > LONGEST) {
        made += "\r\n ";
        length = 1 + octets(sign);
      }
      made += sign;
    }
    return made + "\r\n";
  }

  /** A day by its number, as "20261123". */
  const written = (day) => new Date(day * 864e5).toISOString().slice(0, 10).replace(/-/g, "");
  const moment = (name, day, hour) => `${name};TZID=${ZONE}:${written(day)}T${hour}00`;
  // Its last second, as UTC has it.
  const ruled = (rule) => "RRULE:FREQ=" + rule.replace(";", ";WKST=MO;").replace(/\d+$/, (day) => written(day) + "T165959Z");

  function times(day, hours) {
    const [from, to] = hours.split("-");
    return [moment("DTSTART", day, from), ...(to ? [moment("DTEND", day, to)] : [])];
  }

  /** What is said of a session (langhoc/site/repeating.py) -> the lines of its entries, each {uid, place, lines}. */
  function entries(said, uid) {
    const [first, ...rest] = said.split(" ");
    const [, hours, , place] = /^([^@]*)(@(.*))?$/.exec(first);
    const whole = /^(\d+)\/(\d+)$/.exec(hours);
    if (whole) return [{ uid, lines: ["DTSTART;VALUE=DATE:" + written(whole[1]), "DTEND;VALUE=DATE:" + written(+whole[2] + 1)] }];
    const rule = rest.find((one) => /^[A-Z]/.test(one));
    const days = rest.filter((one) => /^\d+$/.test(one));
    const off = rest.filter((one) => one.startsWith("-")).map((one) => moment("EXDATE", one.slice(1), hours.slice(0, 4)));
    const usual = rule
      ? [{ uid, place, lines: [...times(days[0], hours), ruled(rule), ...off] }]
      : days.map((day) => ({ uid: `${day}-${uid}`, place, lines: times(day, hours) }));
    return usual.concat(rest.filter((one) => one.includes(">")).map(instead));

    function instead(one) {
      const [alone, planned, then, , elsewhere] = /^(\+?)(\d+)>([^@]*)(@(.*))?$/.exec(one).slice(1);
      const lines = times(...then.split("T"));
      const where = elsewhere || place;
      if (alone) return { uid: `${planned}-${uid}`, place: where, lines };
      return { uid, place: where, lines: [moment("RECURRENCE-ID", planned, hours.slice(0, 4)), ...lines] };
    }
  }

  /**
   * The text of the file. Takes {id, title, where, about, url, held}: plain texts; `id` tells it from others, `held` is
   * what the page says of its sessions. `now` is in milliseconds.
   */
  langhoc.calendarFile = function ({ id, title, where, about, url, held }, now) {
    const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
    const all = [].concat(...held.split("|").map((said, number) => entries(said, `${number}-${id}`)));
    const lines = all.map((one) => [
      "BEGIN:VEVENT",
      "UID:" + one.uid,
      "DTSTAMP:" + stamp,
      ...one.lines,
      "SUMMARY:" + text(title),
      "LOCATION:" + text((one.place || where).replace(/\u00a0/g, " ")),
      "DESCRIPTION:" + text(about),
      ...(url ? ["URL:" + url] : []),
      "END:VEVENT",
    ]);
    return [...HEAD, ...ZONE_LINES, ...[].concat(...lines), "END:VCALENDAR"].map(folded).join("");
  };
})(typeof window === "undefined" ? globalThis : window);
