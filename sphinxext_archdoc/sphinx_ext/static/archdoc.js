/* Filters and sorts the decisions of an index, and keeps the choice in the address.
   Needs no other script; what it says comes from archdoc-words.js. */

(function () {
  "use strict";

  const words = window.archdocWords || {};
  const FIELDS = ["text", "package", "status", "tag", "since", "until"];
  const FIRST_RESULTS = 100;
  const base = document.currentScript ? document.currentScript.src : "";
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const word = (name) => words[name] || name;
  let views = 0;

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  }

  /* The address: each field of the n-th view of a page is a parameter. */

  const parameters = () => new URLSearchParams(window.location.search);

  function remember(suffix, choice) {
    const all = parameters();
    for (const [name, value] of Object.entries(choice)) {
      if (value) all.set(name + suffix, value);
      else all.delete(name + suffix);
    }
    const query = all.toString();
    const address = (query ? "?" + query : window.location.pathname) + window.location.hash;
    try {
      window.history.replaceState(window.history.state, "", address);
    } catch (error) {
      /* A sandboxed page has no address of its own; filtering works all the same. */
    }
  }

  /* The form. */

  function field(name, control) {
    return element("label", { class: "arch-field arch-field-" + name },
      element("span", {}, word(name)), control);
  }

  function select(name, values) {
    const control = element("select", { name: name });
    for (const [value, label] of [["", word("all")], ...values]) {
      const option = element("option", {}, label);
      option.value = value;
      control.append(option);
    }
    return control;
  }

  function makeForm(onChange) {
    const count = element("output", { class: "arch-count", "aria-live": "polite", "aria-atomic": "true" });
    const text = element("input", { type: "search", name: "text", autocomplete: "off" });
    const fields = element("div", { class: "arch-fields" }, field("text", text));
    const clear = element("button", { type: "button", class: "arch-clear" }, word("clear"));
    const form = element("form", { class: "arch-filter", role: "search", "aria-label": word("filter") },
      fields, element("div", { class: "arch-found" }, count, clear));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", onChange);
    clear.addEventListener("click", () => {
      form.reset();
      onChange();
      text.focus();
    });
    return { form, fields, count, clear };
  }

  function addChoices(parts, rows, labels) {
    const sorted = (values) => [...values].sort((a, b) => a[1].localeCompare(b[1]));
    const packages = new Map(rows.map((row) => [row.package, row.package]));
    const statuses = new Map(rows.map((row) => [row.status, labels(row)]));
    const tags = new Map(rows.flatMap((row) => row.tags).map((tag) => [tag, tag]));
    packages.delete("");
    if (packages.size > 1) parts.fields.append(field("package", select("package", sorted(packages))));
    if (statuses.size > 1) parts.fields.append(field("status", select("status", sorted(statuses))));
    if (tags.size) parts.fields.append(field("tag", select("tag", sorted(tags))));
    if (rows.some((row) => row.date)) {
      for (const name of ["since", "until"]) {
        parts.fields.append(field(name, element("input", { type: "date", name: name })));
      }
    }
  }

  function chosenIn(form) {
    const choice = {};
    for (const name of FIELDS) {
      const control = form.elements.namedItem(name);
      choice[name] = control ? control.value.trim() : "";
    }
    return choice;
  }

  function choose(form, suffix) {
    const all = parameters();
    for (const name of FIELDS) {
      const control = form.elements.namedItem(name);
      const value = all.get(name + suffix);
      if (control && value) control.value = value;
    }
  }

  function matcher(choice) {
    const texts = fold(choice.text).split(/\s+/).filter(Boolean);
    return (row) =>
      (!choice.package || row.package === choice.package) &&
      (!choice.status || row.status === choice.status) &&
      (!choice.tag || row.tags.includes(choice.tag)) &&
      (!choice.since || (row.date && row.date >= choice.since.slice(0, row.date.length))) &&
      (!choice.until || (row.date && row.date <= choice.until)) &&
      texts.every((part) => row.folded.includes(part));
  }

  function say(parts, found, total) {
    const text = found === total ? word("total").replace("%1", total)
      : word("shown").replace("%1", found).replace("%2", total);
    if (parts.count.textContent !== text) parts.count.textContent = text;
    parts.clear.hidden = found === total && !parts.form.elements.namedItem("text").value;
  }

  /* An index whose rows are all on the page. */

  function columnsOf(table) {
    const columns = {};
    table.querySelectorAll("thead th").forEach((head, place) => {
      const name = [...head.classList].find((one) => one.startsWith("arch-col-"));
      if (name) columns[name.slice("arch-col-".length)] = place;
    });
    return columns;
  }

  function describe(item, cell) {
    const text = (name, selector) => {
      const found = cell(name) || (selector && item.querySelector(selector));
      return found ? found.textContent.trim() : "";
    };
    const badge = item.querySelector(".arch-status");
    const known = badge && [...badge.classList].find((one) => one.startsWith("arch-status-"));
    return {
      item: item,
      package: text("package", ".arch-is-package"),
      status: known ? known.slice("arch-status-".length) : "unknown",
      label: badge ? badge.textContent : "",
      tags: [...item.querySelectorAll(".arch-tag")].map((tag) => tag.textContent),
      date: text("date", ".arch-date"),
      folded: fold(item.textContent),
    };
  }

  function rowsOf(list) {
    if (list.tagName !== "TABLE") {
      return [...list.children].map((item) => describe(item, () => null));
    }
    const columns = columnsOf(list);
    return [...list.tBodies[0].rows].map((item) =>
      describe(item, (name) => (name in columns ? item.cells[columns[name]] : null)));
  }

  function headingOf(list) {
    const holder = list.closest(".arch-view > *") || list;
    const before = holder.previousElementSibling;
    return before && before.classList.contains("rubric") ? before : null;
  }

  function stripe(lists) {
    for (const { list } of lists) {
      if (list.tagName !== "TABLE") continue;
      let number = 0;
      for (const row of list.tBodies[0].rows) {
        if (row.hidden) continue;
        row.classList.toggle("row-even", number % 2 === 0);
        row.classList.toggle("row-odd", number % 2 === 1);
        number += 1;
      }
    }
  }

  function labelCells(table) {
    /* What heads a cell, for narrow screens; the roles outlive `display: block`. */
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    const names = Object.keys(columnsOf(table));
    table.setAttribute("role", "table");
    for (const part of [table.tHead, ...table.tBodies]) part.setAttribute("role", "rowgroup");
    for (const row of table.rows) row.setAttribute("role", "row");
    for (const head of table.tHead.rows[0].cells) head.setAttribute("role", "columnheader");
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, place) => {
        cell.setAttribute("role", "cell");
        cell.dataset.label = heads[place];
        cell.dataset.name = names[place];
      });
    }
    table.classList.add("arch-labelled");
  }

  /* Sorting: a sort is the name of a column, with "-" in front for the reverse. */

  function inOrder(items, sort, textOf) {
    const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
    const texts = new Map(items.map((item) => [item, textOf(item)]));
    return [...items].sort((a, b) => {
      const one = texts.get(a);
      const other = texts.get(b);
      if (!one || !other) return (one ? 0 : 1) - (other ? 0 : 1);
      return (sort.startsWith("-") ? -1 : 1) * collator.compare(one, other);
    });
  }

  function makeHeads(table, start, onSort) {
    const heads = [...table.querySelectorAll("thead th")];
    const nameOf = (head) => ([...head.classList].find((one) => one.startsWith("arch-col-")) || "").slice(9);

    function sort(next) {
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      const place = heads.findIndex((head) => nameOf(head) === next.replace("-", ""));
      if (place >= 0) {
        heads[place].setAttribute("aria-sort", next.startsWith("-") ? "descending" : "ascending");
      }
      onSort(place >= 0 ? next : "", place);
    }

    heads.forEach((head) => {
      const name = nameOf(head);
      if (!name || name === "relations") return;
      const holder = head.querySelector("p") || head;
      const button = element("button", { type: "button", class: "arch-sort" }, ...holder.childNodes);
      holder.append(button);
      button.addEventListener("click", () => {
        const state = head.getAttribute("aria-sort");
        sort(state === "ascending" ? "-" + name : state === "descending" ? "" : name);
      });
    });
    if (start) sort(start);
  }

  function makeSortable(table, start, onSort) {
    const order = [...table.tBodies[0].rows];
    makeHeads(table, start, (sort, place) => {
      const rows = sort ? inOrder(order, sort, (row) => row.cells[place].textContent.trim()) : order;
      table.tBodies[0].append(...rows);
      onSort(sort);
    });
  }

  function enhance(view) {
    const found = [...view.querySelectorAll("table.arch-index, ul.arch-index")];
    const lists = found.map((list) => ({ list, heading: headingOf(list), rows: rowsOf(list) }));
    const rows = lists.flatMap((part) => part.rows);
    if (rows.length < 2) return;
    views += 1;
    const suffix = views > 1 ? String(views) : "";

    function filter() {
      const matches = matcher(chosenIn(parts.form));
      let number = 0;
      for (const part of lists) {
        let shown = 0;
        for (const row of part.rows) {
          const hidden = !matches(row);
          if (row.item.hidden !== hidden) row.item.hidden = hidden;
          if (!hidden) shown += 1;
        }
        part.list.hidden = !shown;
        if (part.heading) part.heading.hidden = !shown;
        number += shown;
      }
      stripe(lists);
      say(parts, number, rows.length);
    }

    const parts = makeForm(() => {
      filter();
      remember(suffix, chosenIn(parts.form));
    });
    addChoices(parts, rows, (row) => row.label || word("none"));
    choose(parts.form, suffix);
    for (const { list } of lists) {
      if (list.tagName !== "TABLE") continue;
      labelCells(list);
      makeSortable(list, parameters().get("sort" + suffix), (sort) => {
        stripe(lists);
        remember(suffix, { sort });
      });
    }
    view.prepend(parts.form);
    filter();
  }

  /* An index that is cut into pages: its rows are in a script file. */

  const waiting = {};
  window.archdocData = function (name, data) {
    const rows = data.rows.map(([title, key, package_, status, date, tags, page, anchor]) => ({
      title, key, date, tags,
      package: data.packages[package_],
      status: data.statuses[status][0],
      label: data.statuses[status][1],
      address: data.pages[page] + (anchor ? "#" + anchor : ""),
      folded: fold([title, key, data.packages[package_], data.statuses[status][1], date, ...tags].join(" ")),
    }));
    if (waiting[name]) waiting[name](rows);
  };

  function resultRow(row) {
    const badge = row.label ? element("span", { class: "arch-status arch-status-" + row.status }, row.label) : "";
    const link = element("a", { class: "reference internal" }, row.title);
    link.setAttribute("href", row.address);
    const cells = [["key", row.key], ["title", link], ["status", badge], ["date", row.date],
      ["package", row.package], ["tags", row.tags.join(", ")]];
    return element("tr", { role: "row" }, ...cells.map(([name, shown]) => {
      const cell = element("td", { role: "cell" }, shown);
      cell.dataset.label = word(name);
      cell.dataset.name = name;
      return cell;
    }));
  }

  function enhanceCut(view, id) {
    const [, file, version] = id.split("--");
    const units = view.querySelector(".arch-units");
    const total = view.querySelector(".arch-total");
    views += 1;
    const suffix = views > 1 ? String(views) : "";
    const heads = ["key", "title", "status", "date", "package", "tags"];
    const body = element("tbody", {});
    const table = element("table", { class: "docutils arch-index arch-labelled", hidden: true, role: "table" },
      element("thead", {}, element("tr", {}, ...heads.map((name) =>
        element("th", { class: "head arch-col-" + name, scope: "col" }, word(name))))), body);
    const more = element("button", { type: "button", class: "arch-more", hidden: true }, word("more"));
    let rows = null;
    let ordered = null;
    let order = "";
    let limit = FIRST_RESULTS;

    function arrange() {
      const textOf = { status: (row) => row.label, tags: (row) => row.tags.join(", ") };
      const name = order.replace("-", "");
      ordered = order ? inOrder(rows, order, textOf[name] || ((row) => row[name])) : rows;
    }

    function filter() {
      const choice = chosenIn(parts.form);
      const isChosen = Object.values(choice).some(Boolean);
      units.hidden = isChosen;
      table.hidden = more.hidden = !isChosen;
      if (!rows) return load();
      const found = isChosen ? ordered.filter(matcher(choice)) : rows;
      body.replaceChildren(...(isChosen ? found.slice(0, limit).map(resultRow) : []));
      more.hidden = !isChosen || found.length <= limit;
      say(parts, found.length, rows.length);
    }

    function load() {
      if (waiting[file]) return;
      waiting[file] = (loaded) => {
        rows = loaded;
        arrange();
        addChoices(parts, rows, (row) => row.label || word("none"));
        choose(parts.form, suffix);
        filter();
      };
      const source = new URL(file + ".js?v=" + version, base).href;
      document.head.append(element("script", { src: source }));
    }

    const parts = makeForm(() => {
      limit = FIRST_RESULTS;
      filter();
      if (rows) remember(suffix, chosenIn(parts.form));
    });
    parts.clear.hidden = true;
    parts.form.addEventListener("focusin", load, { once: true });
    more.addEventListener("click", () => {
      limit += FIRST_RESULTS * 5;
      filter();
    });
    view.prepend(parts.form);
    if (total) total.hidden = true;
    parts.count.textContent = total ? total.textContent : "";
    units.after(table, more);
    makeHeads(table, parameters().get("sort" + suffix), (sort) => {
      order = sort;
      if (!rows) return;
      arrange();
      filter();
      remember(suffix, { sort });
    });
    if (FIELDS.some((name) => parameters().has(name + suffix))) load();
  }

  for (const view of document.querySelectorAll(".arch-view.arch-filtered")) enhance(view);
  for (const view of document.querySelectorAll(".arch-view.arch-cut")) {
    const marked = [view, ...view.querySelectorAll("[id]")].find((one) => one.id.startsWith("arch-data--"));
    if (marked) enhanceCut(view, marked.id);
  }
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details.arch-edges")) part.open = true;
  });
})();
