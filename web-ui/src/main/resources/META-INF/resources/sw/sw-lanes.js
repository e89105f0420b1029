// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
//
// <sw-lanes>: all jobs, each with one lane of due runs on a shared time axis, as one element. The
// server decides order, words and cells; this draws them. A lane is a canvas that is painted when
// it comes into view, so three hundred jobs cost what twenty do.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const WORDS = { o: 'on time', l: 'late', x: 'missed', f: 'failed', r: 'overrun', t: 'too short', u: 'unknown', n: 'learning' };
  const COLOURS = { o: 'ok', l: 'minor', x: 'critical', f: 'major', r: 'major', t: 'major', u: 'unknown', n: 'low' };
  const RIGHT_PADDING = 0.985; // the newest run must not hide at the edge
  const HEIGHT = 24;

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  class StillwatchLanes extends HTMLElement {
    #json; #data; #seen; #sizes; #themes; #rows = new Map(); #grown = new Map(); #wanted = new Set(); #asking; #live; #palette;

    set dataJson(json) {
      if (json === this.#json) return;
      this.#json = json;
      this.#data = json ? JSON.parse(json) : undefined;
      this.#build();
    }
    get dataJson() { return this.#data ? JSON.stringify(this.#data) : ''; }

    connectedCallback() {
      if (Object.hasOwn(this, 'dataJson')) {
        const early = this.dataJson;
        delete this.dataJson;
        this.dataJson = early;
      }
      this.#seen = new IntersectionObserver((entries) => entries.forEach((e) => e.isIntersecting && this.#show(e.target)), { rootMargin: '200px' });
      this.#sizes = new ResizeObserver(() => this.#repaint());
      this.#sizes.observe(this);
      this.#themes = new MutationObserver(() => this.#repaint());
      this.#themes.observe(document.documentElement, { attributes: true, attributeFilter: ['theme', 'style'] });
      dark.addEventListener('change', this.#repaintLater);
      this.#build();
    }

    disconnectedCallback() {
      [this.#seen, this.#sizes, this.#themes].forEach((observer) => observer?.disconnect());
      dark.removeEventListener('change', this.#repaintLater);
    }

    // Called by the server: the growth of the logs that came into view.
    grow(json) {
      for (const [id, growth] of Object.entries(JSON.parse(json))) {
        const row = this.#rows.get(id);
        if (!row) continue;
        row.growth = growth;
        this.#paintGrowth(row);
      }
    }

    #repaintLater = () => this.#repaint();

    #build() {
      if (!this.isConnected || !this.#data || !this.#seen) return;
      const focus = this.#focused();
      this.#seen.disconnect();
      this.#grown = new Map([...this.#rows].map(([id, row]) => [id, row.growth]));
      this.#rows.clear();
      this.#wanted.clear();
      const clock = new Intl.DateTimeFormat('sv', { timeZone: this.#data.zone, dateStyle: 'short', timeStyle: 'short' });
      this.#data.clock = (seconds) => clock.format(new Date(seconds * 1000));
      const table = make('div', 'sw-lanes');
      table.setAttribute('role', 'table');
      table.setAttribute('aria-label', this.getAttribute('description') || 'Jobs and their runs');
      table.append(this.#header());
      this.#data.groups.forEach((group) => {
        const body = make('div', 'sw-lane-group');
        body.setAttribute('role', 'rowgroup');
        if (group.title) body.append(this.#groupTitle(group));
        group.rows.forEach((row) => body.append(this.#row(row)));
        table.append(body);
      });
      this.#live = make('div', 'sw-hidden');
      this.#live.setAttribute('aria-live', 'polite');
      this.replaceChildren(table, this.#live);
      this.#palette = undefined;
      this.#rows.forEach((row) => this.#seen.observe(row.element));
      if (focus) this.#rows.get(focus.job)?.element.querySelector(focus.selector)?.focus({ preventScroll: true });
    }

    // What has the focus, by job, so that it keeps it when newer data are drawn.
    #focused() {
      const active = document.activeElement;
      if (!active || !this.contains(active)) return undefined;
      const row = [...this.#rows.entries()].find(([, each]) => each.element.contains(active));
      return row && { job: row[0], selector: active.className ? `.${[...active.classList].join('.')}` : active.localName };
    }

    #header() {
      const row = make('div', 'sw-lane-row sw-lane-head');
      row.setAttribute('role', 'row');
      [['st', 'State'], ['nm', 'Job'], ['ls', 'Last run'], ['nx', 'Next due'], ['ln', ''], ['gr', 'Log size']].forEach(([name, text]) => {
        const cell = make('div', `sw-c-${name}`, text);
        cell.setAttribute('role', 'columnheader');
        if (name === 'ln') {
          cell.append(make('span', 'sw-hidden', 'Due runs'));
          const axis = make('div', 'sw-axis');
          this.#data.ticks.forEach((tick) => {
            const mark = make('span', '', tick.label);
            mark.style.left = `${this.#x(tick.at) * 100}%`;
            axis.append(mark);
          });
          cell.append(axis);
        }
        row.append(cell);
      });
      return row;
    }

    #groupTitle(group) {
      const row = make('div', 'sw-lane-title');
      row.setAttribute('role', 'row');
      const cell = make('div', '');
      cell.setAttribute('role', 'cell');
      cell.append(make('strong', '', group.title), make('span', '', group.note));
      row.append(cell);
      return row;
    }

    #row(data) {
      const element = make('div', 'sw-lane-row');
      element.setAttribute('role', 'row');
      element.dataset.id = data.id;
      const cell = (name) => {
        const each = make('div', `sw-c-${name}`);
        each.setAttribute('role', 'cell');
        element.append(each);
        return each;
      };
      const chip = make('span', `sw-chip sw-${data.colour}`);
      const shape = make('span', 'sw-shape', data.shape);
      shape.setAttribute('aria-hidden', 'true');
      chip.append(shape, ` ${data.word}`);
      cell('st').append(chip);
      const name = make('a', 'sw-job', data.name);
      name.href = data.href;
      const about = make('small', '', `${data.host} · ${data.schedule}`);
      about.title = data.about;
      cell('nm').append(name, about);
      const last = cell('ls');
      last.append(make('span', 'sw-cell-label', 'last '), make('time', '', data.last));
      last.title = data.lastAt;
      const next = cell('nx');
      next.append(make('span', 'sw-cell-label', 'next '), make('time', '', data.next));
      next.title = data.nextAt;
      const lane = cell('ln');
      const canvas = make('canvas', 'sw-lane');
      canvas.tabIndex = 0;
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', `${data.name} on ${data.host}: ${data.summary}.${this.#plannedInWords(data)} Arrow keys go through the runs, Enter opens one.`);
      lane.append(canvas);
      const growthCell = cell('gr');
      const growthCanvas = make('canvas', 'sw-growth');
      growthCanvas.setAttribute('role', 'img');
      growthCanvas.setAttribute('aria-label', data.grows ? 'Growth of the log' : 'No log belongs to this job');
      growthCell.append(growthCanvas, make('span', 'sw-size', ''));
      const row = { data, element, canvas, growthCanvas, sizeText: growthCell.lastChild, chosen: -1, growth: this.#grown.get(data.id) };
      this.#rows.set(data.id, row);
      this.#listen(row);
      return element;
    }

    #listen(row) {
      const { canvas, data } = row;
      canvas.addEventListener('mousemove', (event) => {
        const i = this.#nearest(row, event.offsetX);
        canvas.title = i < 0 ? this.#plannedAt(row, event.offsetX) : this.#say(row, i);
        canvas.style.cursor = i < 0 ? 'default' : 'pointer';
      });
      canvas.addEventListener('click', (event) => {
        const i = this.#nearest(row, event.offsetX);
        if (i >= 0) this.#open(row, i, event.clientX, event.clientY);
      });
      canvas.addEventListener('keydown', (event) => {
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (step && data.at.length) {
          event.preventDefault();
          const start = row.chosen < 0 ? (step > 0 ? -1 : data.at.length) : row.chosen;
          row.chosen = Math.max(0, Math.min(data.at.length - 1, start + step));
          this.#paint(row);
          this.#live.textContent = this.#say(row, row.chosen);
        } else if ((event.key === 'Enter' || event.key === ' ') && row.chosen >= 0) {
          event.preventDefault();
          const box = canvas.getBoundingClientRect();
          this.#open(row, row.chosen, box.left + this.#x(data.at[row.chosen]) * box.width, box.bottom - 4);
        }
      });
      canvas.addEventListener('blur', () => { row.chosen = -1; this.#paint(row); });
    }

    #say(row, i) {
      const count = row.data.n?.[i] ?? 1;
      const at = row.data.at[i];
      const planned = row.data.planned?.find((one) => one.from <= at && at < one.until);
      return `${this.#data.clock(at)} ${WORDS[row.data.cells[i]]}${count > 1 ? ` (worst of ${count} runs)` : ''}${planned ? `. ${this.#window(planned)}` : ''}`;
    }

    #window(one) { return `${one.words}, ${this.#data.clock(one.from)} to ${this.#data.clock(one.until)}`; }

    // The windows under the pointer; narrow ones count for a few pixels around them.
    #plannedAt(row, offset) {
      const width = row.canvas.clientWidth;
      return (row.data.planned ?? [])
        .filter((one) => this.#x(one.from) * width - 3 <= offset && offset <= this.#x(one.until) * width + 3)
        .map((one) => this.#window(one))
        .join('\n');
    }

    #plannedInWords(data) {
      const planned = data.planned ?? [];
      if (!planned.length) return '';
      const shown = planned.slice(-3).map((one) => this.#window(one)).join('; ');
      return ` Not expected in ${planned.length} ${planned.length === 1 ? 'time' : 'times'}, the last: ${shown}.`;
    }

    #open(row, i, x, y) {
      this.dispatchEvent(new CustomEvent('sw-cell', { bubbles: true, detail: { job: row.data.id, from: row.data.at[i], to: (row.data.end?.[i] ?? row.data.at[i] + 1), x, y } }));
    }

    #nearest(row, offset) {
      const width = row.canvas.clientWidth;
      let best = -1, distance = 12;
      row.data.at.forEach((at, i) => {
        const away = Math.abs(this.#x(at) * width - offset);
        if (away < distance) { best = i; distance = away; }
      });
      return best;
    }

    #x(at) { return ((at - this.#data.from) / (this.#data.until - this.#data.from)) * RIGHT_PADDING + 0.004; }

    #show(element) {
      const row = this.#rows.get(element.dataset.id);
      if (!row) return;
      this.#paint(row);
      if (row.growth) this.#paintGrowth(row);
      if (row.data.grows && !row.asked) {
        row.asked = true;
        this.#wanted.add(row.data.id);
        clearTimeout(this.#asking);
        this.#asking = setTimeout(() => {
          const ids = [...this.#wanted];
          this.#wanted.clear();
          if (ids.length) this.dispatchEvent(new CustomEvent('sw-need', { detail: { ids: JSON.stringify(ids) } }));
        }, 60);
      }
    }

    #repaint() {
      this.#palette = undefined;
      this.#rows.forEach((row) => {
        if (!row.painted) return;
        this.#paint(row);
        if (row.growth) this.#paintGrowth(row);
      });
    }

    #colours() {
      if (this.#palette) return this.#palette;
      const probe = make('span');
      this.append(probe);
      const read = (name) => { probe.style.color = `var(--sw-${name})`; return getComputedStyle(probe).color; };
      this.#palette = Object.fromEntries(['ok', 'minor', 'critical', 'major', 'unknown', 'low', 'planned', 'line', 'text', 'accent', 'surface', 'now'].map((name) => [name, read(name)]));
      probe.remove();
      return this.#palette;
    }

    #canvas(canvas, height) {
      const width = canvas.clientWidth;
      if (!width) return undefined;
      const ratio = devicePixelRatio || 1;
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      const pen = canvas.getContext('2d');
      pen.scale(ratio, ratio);
      return { pen, width };
    }

    #paint(row) {
      const sheet = this.#canvas(row.canvas, HEIGHT);
      if (!sheet) return;
      row.painted = true;
      const { pen, width } = sheet;
      const colours = this.#colours();
      (row.data.planned ?? []).forEach((one) => this.#shade(pen, this.#x(one.from) * width, Math.min(width, this.#x(one.until) * width), colours));
      pen.strokeStyle = colours.line;
      pen.lineWidth = 1;
      this.#data.ticks.forEach((tick) => this.#vertical(pen, Math.round(this.#x(tick.at) * width) + 0.5));
      if (this.#data.now <= this.#data.until) {
        pen.strokeStyle = colours.now;
        this.#vertical(pen, Math.round(this.#x(this.#data.now) * width) + 0.5);
      }
      const xs = row.data.at.map((at) => this.#x(at) * width);
      let gap = width;
      for (let i = 1; i < xs.length; i++) gap = Math.min(gap, xs[i] - xs[i - 1]);
      const size = Math.max(2, Math.min(10, gap * 0.78));
      xs.forEach((x, i) => this.#mark(pen, row.data.cells[i], x, size, colours));
      if (row.chosen >= 0) {
        pen.strokeStyle = colours.accent;
        pen.lineWidth = 2;
        pen.strokeRect(xs[row.chosen] - size / 2 - 3, 2, size + 6, HEIGHT - 4);
      }
    }

    // A window is shaded and hatched: colour alone would not tell it from an empty lane.
    #shade(pen, from, until, colours) {
      const left = Math.max(0, from);
      const right = Math.max(left + 2, until);
      pen.save();
      pen.beginPath();
      pen.rect(left, 0, right - left, HEIGHT);
      pen.clip();
      pen.fillStyle = pen.strokeStyle = colours.planned;
      pen.globalAlpha = 0.14;
      pen.fillRect(left, 0, right - left, HEIGHT);
      pen.globalAlpha = 0.45;
      pen.lineWidth = 1;
      pen.beginPath();
      for (let x = left - HEIGHT; x < right; x += 6) {
        pen.moveTo(x, HEIGHT);
        pen.lineTo(x + HEIGHT, 0);
      }
      pen.stroke();
      pen.restore();
    }

    #vertical(pen, x) {
      pen.beginPath();
      pen.moveTo(x, 0);
      pen.lineTo(x, HEIGHT);
      pen.stroke();
    }

    // Each verdict has a shape of its own where there is room, and a height of its own where not.
    #mark(pen, kind, x, size, colours) {
      const y = HEIGHT / 2;
      pen.fillStyle = pen.strokeStyle = colours[COLOURS[kind]];
      if (size < 6) {
        const tall = { o: 8, l: 13, r: 16, t: 10, x: 20, f: 20, u: 16, n: 5 }[kind];
        if (kind === 'u') for (let dy = -8; dy < 8; dy += 4) pen.fillRect(x - size / 2, y + dy, size, 2);
        else if (kind === 'x') { pen.fillRect(x - size / 2, y - 10, size, 8); pen.fillRect(x - size / 2, y + 2, size, 8); }
        else pen.fillRect(x - size / 2, y - tall / 2, size, tall);
        return;
      }
      const r = size / 2;
      pen.lineWidth = 2;
      pen.beginPath();
      switch (kind) {
        case 'o':
          pen.arc(x, y, r * 0.8, 0, 2 * Math.PI);
          pen.fill();
          break;
        case 'l':
          pen.arc(x, y, r * 0.8, 0, 2 * Math.PI);
          pen.lineWidth = 1.5;
          pen.stroke();
          pen.beginPath();
          pen.arc(x, y, r * 0.8, Math.PI / 2, (3 * Math.PI) / 2);
          pen.fill();
          break;
        case 'x':
          pen.lineWidth = 2.4;
          pen.moveTo(x - r * 0.8, y - r * 0.8);
          pen.lineTo(x + r * 0.8, y + r * 0.8);
          pen.moveTo(x + r * 0.8, y - r * 0.8);
          pen.lineTo(x - r * 0.8, y + r * 0.8);
          pen.stroke();
          break;
        case 'f':
          pen.fillRect(x - 1.5, y - r - 2, 3, r + 3);
          pen.fillRect(x - 1.5, y + 3, 3, 3);
          break;
        case 'r':
          pen.strokeRect(x - r * 0.9, y - r * 0.6, r * 1.8, r * 1.2);
          break;
        case 't':
          pen.fillRect(x - r * 0.4, y - r * 0.6, r * 0.8, r * 1.2);
          break;
        case 'u':
          pen.globalAlpha = 0.85;
          for (let dy = -r; dy <= r; dy += 3) for (let dx = -r; dx <= r; dx += 3) pen.fillRect(x + dx - 0.75, y + dy - 0.75, 1.6, 1.6);
          pen.globalAlpha = 1;
          break;
        default:
          pen.arc(x, y, 1.6, 0, 2 * Math.PI);
          pen.fill();
      }
    }

    #paintGrowth(row) {
      const { points, label, alarm } = row.growth;
      row.sizeText.textContent = label;
      const height = 22;
      const sheet = this.#canvas(row.growthCanvas, height);
      if (!sheet || points.length < 2) return;
      const { pen, width } = sheet;
      const colours = this.#colours();
      const most = Math.max(...points.map((p) => p[1]), 1);
      const px = (p) => this.#x(p[0]) * width;
      const py = (p) => height - 1 - (p[1] / most) * (height - 4);
      pen.fillStyle = pen.strokeStyle = colours[alarm ? 'critical' : 'low'];
      pen.globalAlpha = 0.22;
      pen.beginPath();
      pen.moveTo(px(points[0]), height);
      points.forEach((p) => pen.lineTo(px(p), py(p)));
      pen.lineTo(px(points.at(-1)), height);
      pen.fill();
      pen.globalAlpha = 1;
      pen.lineWidth = 1.4;
      pen.beginPath();
      points.forEach((p, i) => (i ? pen.lineTo(px(p), py(p)) : pen.moveTo(px(p), py(p))));
      pen.stroke();
      row.growthCanvas.setAttribute('aria-label', `Growth of the log, now ${label}`);
    }
  }
  customElements.define('sw-lanes', StillwatchLanes);

  // Puts a popover of the server at a point, inside the window.
  window.swPlace = (card, x, y) => {
    card.showPopover();
    const box = card.getBoundingClientRect();
    card.style.left = `${Math.max(8, Math.min(innerWidth - box.width - 8, x - box.width / 2))}px`;
    card.style.top = `${y + 16 + box.height > innerHeight ? Math.max(8, y - box.height - 12) : y + 14}px`;
  };
})();
