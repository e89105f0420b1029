// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
//
// <sw-export total>: follows a download that its links begin. It counts the rows that arrive, can
// cancel, and saves the file once it is whole; a link opened in any other way is a plain download.
// The event sw-exporting says whether one is running, which ends with the element.
(() => {
  const SLICE = 8 << 20; // larger parts are kept by the browser, not on the heap of the page
  const NEWLINE = 10;
  const QUOTE = 34;

  class StillwatchExport extends HTMLElement {
    #stop;

    connectedCallback() {
      this.addEventListener('click', this.#begin);
    }

    disconnectedCallback() {
      this.removeEventListener('click', this.#begin);
      this.#stop?.abort();
    }

    #begin = (event) => {
      const link = event.target.closest?.('a[download]');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#stop?.abort();
      this.#follow(link);
    };

    async #follow(link) {
      const stop = (this.#stop = new AbortController());
      const csv = link.download.endsWith('.csv');
      const shown = this.#show(stop);
      this.#tell(true);
      try {
        const answer = await fetch(link.href, { signal: stop.signal });
        if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
        const file = await this.#read(answer, csv, shown);
        const saved = document.createElement('a');
        saved.href = URL.createObjectURL(file);
        saved.download = link.download;
        saved.click();
        setTimeout(() => URL.revokeObjectURL(saved.href), 60_000);
        shown.end(`Saved ${link.download}.`);
      } catch (error) {
        shown.end(stop.signal.aborted ? 'Cancelled; nothing was saved.' : `The export stopped: ${error.message}. Nothing was saved.`);
      }
      if (this.#stop === stop && this.isConnected) this.#tell(false);
    }

    #tell(running) { this.dispatchEvent(new CustomEvent('sw-exporting', { detail: { running } })); }

    async #read(answer, csv, shown) {
      const reader = answer.body.getReader();
      const parts = [];
      let slice = [];
      let size = 0;
      let rows = csv ? -1 : 0; // the first row of a CSV names the columns
      let quoted = false;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        for (const byte of value) {
          if (csv && byte === QUOTE) quoted = !quoted;
          else if (byte === NEWLINE && !quoted) rows++;
        }
        slice.push(value);
        size += value.length;
        if (size >= SLICE) {
          parts.push(new Blob(slice));
          slice = [];
          size = 0;
        }
        shown.rows(Math.max(0, rows));
      }
      return new Blob([...parts, ...slice], { type: answer.headers.get('content-type') ?? '' });
    }

    #show(stop) {
      const total = Number(this.getAttribute('total'));
      this.querySelector(':scope > .sw-exporting')?.remove();
      const box = document.createElement('div');
      box.className = 'sw-exporting';
      const bar = document.createElement('progress');
      bar.max = Math.max(1, total);
      bar.value = 0;
      bar.setAttribute('aria-label', 'Rows exported');
      const words = document.createElement('span');
      const result = document.createElement('span'); // the rows that arrive are not read aloud
      result.setAttribute('role', 'status');
      const cancel = document.createElement('button');
      cancel.textContent = 'Cancel export';
      cancel.addEventListener('click', () => stop.abort());
      box.append(bar, words, ' ', result, ' ', cancel);
      this.append(box);
      const rows = (count) => {
        bar.value = count;
        words.textContent = `${count.toLocaleString('en')} of ${total.toLocaleString('en')} rows`;
      };
      rows(0);
      return {
        rows,
        end: (text) => {
          cancel.remove();
          words.textContent += '.';
          result.textContent = text;
        },
      };
    }
  }
  customElements.define('sw-export', StillwatchExport);
})();
