// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
//
// <sw-chart>: draws the ECharts option that the server sends as JSON. It holds no logic of its own:
// texts that start with @ are names of colours of the style sheet, times are already in the zone
// of the views (as if it were UTC), and what is clicked or brushed goes back as it came. An option
// with swX has something else than time on its axis, which is called so. A third number of a point
// is its value where the second is only how high it is drawn.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const still = matchMedia('(prefers-reduced-motion: reduce)');

  const pad = (n) => String(n).padStart(2, '0');
  const stamp = (ms) => {
    const d = new Date(ms);
    return `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`;
  };
  const number = (n) => (typeof n === 'number' ? n.toLocaleString('en', { maximumFractionDigits: 1 }) : n);
  const bytes = (n) => {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let i = 0;
    while (n >= 1024 && i < units.length - 1) { n /= 1024; i++; }
    return `${n >= 100 || i === 0 ? Math.round(n) : n.toFixed(1)} ${units[i]}`;
  };
  const hours = (n) => (n === 0 ? '0' : n >= 48 ? `${number(n / 24)} d` : n < 1 ? `${Math.round(n * 60)} min` : `${number(n)} h`);
  const loss = (n) => Number(n).toPrecision(3);
  const formats = { bytes, hours, number, loss };

  class StillwatchChart extends HTMLElement {
    #json; #option; #chart; #sizes; #themes; #table; #later = false;

    set optionJson(json) {
      if (json === this.#json) return;
      this.#json = json;
      this.#option = json ? JSON.parse(json) : undefined;
      if (this.#chart && this.matches(':active')) this.#later = true; // a brush is being drawn
      else this.#draw();
    }
    get optionJson() { return this.#option ? JSON.stringify(this.#option) : ''; }

    connectedCallback() {
      if (Object.hasOwn(this, 'optionJson')) {
        const early = this.optionJson;
        delete this.optionJson;
        this.optionJson = early;
      }
      this.#sizes = new ResizeObserver(() => this.#resize());
      this.#sizes.observe(this);
      this.#themes = new MutationObserver(() => this.#draw());
      this.#themes.observe(document.documentElement, { attributes: true, attributeFilter: ['theme', 'style'] });
      dark.addEventListener('change', this.#redraw);
      addEventListener('pointerup', this.#released);
      this.#draw();
    }

    disconnectedCallback() {
      this.#sizes?.disconnect();
      this.#themes?.disconnect();
      dark.removeEventListener('change', this.#redraw);
      removeEventListener('pointerup', this.#released);
      this.#chart?.dispose();
      this.#chart = undefined;
    }

    #redraw = () => this.#draw();

    #released = () => {
      if (!this.#later) return;
      this.#later = false;
      setTimeout(() => this.#draw());
    };

    #resize() {
      if (!this.#chart) this.#draw();
      else if (this.clientWidth) this.#chart.resize();
    }

    #draw() {
      if (!this.isConnected || !this.#option || !this.clientWidth || !window.echarts) return;
      this.#chart?.dispose();
      let canvas = this.querySelector(':scope > .sw-canvas');
      if (!canvas) {
        canvas = document.createElement('div');
        canvas.className = 'sw-canvas';
        this.append(canvas);
      }
      const colours = new Map();
      this.#chart = window.echarts.init(canvas, null, { renderer: 'svg' });
      const option = this.#resolve(structuredClone(this.#option), colours);
      option.textStyle = { ...option.textStyle, fontFamily: getComputedStyle(this).fontFamily };
      option.animation = !still.matches && option.animation !== false;
      option.aria = { enabled: true, label: { description: this.getAttribute('description') || '' }, decal: option.aria?.decal };
      this.#chart.setOption(option);
      this.#listen(option);
      this.#offerTable();
    }

    // Colours come from the style sheet, so that a chart changes with the scheme.
    #resolve(node, colours) {
      if (Array.isArray(node)) return node.map((each) => this.#resolve(each, colours));
      if (node && typeof node === 'object') {
        for (const key of Object.keys(node)) {
          const value = node[key];
          if (key === 'swFormat') this.#format(node, value);
          else node[key] = this.#resolve(value, colours);
        }
        return node;
      }
      if (typeof node === 'string' && node.startsWith('@')) return this.#colour(node.slice(1), colours);
      return node;
    }

    #format(node, name) {
      delete node.swFormat;
      if (name === 'tooltip') {
        node.valueFormatter = formats[node.swUnit] ?? number;
        delete node.swUnit;
      } else {
        node.formatter = formats[name] ?? number;
      }
    }

    #colour(name, colours) {
      if (!colours.has(name)) {
        const probe = document.createElement('span');
        const [token, alpha] = name.split('/');
        probe.style.color = `var(--sw-${token})`;
        this.append(probe);
        let colour = getComputedStyle(probe).color;
        probe.remove();
        if (alpha) colour = colour.replace('rgb(', 'rgba(').replace(')', `, ${alpha})`);
        colours.set(name, colour);
      }
      return colours.get(name);
    }

    #listen(option) {
      const chart = this.#chart;
      chart.on('click', (hit) => {
        const x = Array.isArray(hit.value) ? hit.value[0] : hit.name;
        const half = (option.swBar ?? 0) / 2; // a bar stands at the middle of its stretch
        this.#tell('sw-select', { name: String(hit.seriesName ?? ''), from: Number(x) - half, to: Number(x) + half });
      });
      if (!option.brush) return;
      const arm = () => chart.dispatchAction({ type: 'takeGlobalCursor', key: 'brush', brushOption: { brushType: 'lineX', brushMode: 'single' } });
      arm();
      chart.on('brushEnd', (end) => {
        const range = end.areas?.[0]?.coordRange;
        if (!range) return;
        chart.dispatchAction({ type: 'brush', areas: [] });
        if (range[1] - range[0] > 0) this.#tell('sw-brush', { from: range[0], to: range[1] });
      });
    }

    #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true })); }

    #offerTable() {
      if (this.querySelector(':scope > details')) {
        if (this.#table.open) this.#table.querySelector('.sw-scroll')?.replaceWith(this.#tableOf());
        return;
      }
      const details = (this.#table = document.createElement('details'));
      details.className = 'sw-as-table';
      const summary = document.createElement('summary');
      summary.textContent = 'Show as table';
      details.append(summary);
      details.addEventListener('toggle', () => {
        details.querySelector('.sw-scroll')?.remove();
        if (details.open) details.append(this.#tableOf());
      });
      this.append(details);
    }

    #tableOf() {
      const series = this.#option.series.filter((each) => each.data?.length && each.name);
      const rows = new Map();
      series.forEach((each, column) => each.data.forEach((datum) => {
        const [x, drawn, y = drawn] = Array.isArray(datum) ? datum : datum.value ?? [];
        if (!rows.has(x)) rows.set(x, []);
        rows.get(x)[column] = y;
      }));
      const format = formats[this.#option.swUnit] ?? number;
      const table = document.createElement('table');
      const line = (cells, tag) => {
        const tr = document.createElement('tr');
        cells.forEach((text, i) => {
          const cell = document.createElement(i === 0 || tag === 'th' ? 'th' : tag);
          cell.scope = tag === 'th' ? 'col' : 'row';
          cell.textContent = text;
          tr.append(cell);
        });
        return tr;
      };
      const head = table.createTHead();
      head.append(line([this.#option.swX ?? 'Time', ...series.map((each) => each.name)], 'th'));
      const body = table.createTBody();
      [...rows.entries()].sort((a, b) => b[0] - a[0]).slice(0, 500).forEach(([x, ys]) =>
        body.append(line([this.#option.swX ? String(x) : stamp(x), ...series.map((_, i) => (ys[i] === undefined || ys[i] === null ? '–' : format(ys[i])))], 'td')));
      const scroll = document.createElement('div');
      scroll.className = 'sw-scroll';
      scroll.tabIndex = 0;
      scroll.append(table);
      return scroll;
    }
  }
  customElements.define('sw-chart', StillwatchChart);
})();
