/** What is wrong with a document as a browser has laid it out. It runs in the browser, as a part of the page that pages.test.ts makes. */

function measure(frame) {
  const wrong = [];
  const view = frame.defaultView;
  if (view === null) return ["there is no window"];
  const root = frame.documentElement;
  const width = view.innerWidth;
  if (root.scrollWidth > width) wrong.push(`the page is ${root.scrollWidth} wide in ${width}`);
  const isShown = (one) => one.getClientRects().length > 0 && view.getComputedStyle(one).display !== "none";
  for (const bar of frame.querySelectorAll("svg.bar")) {
    const outer = bar.getBoundingClientRect();
    let end = outer.left;
    for (const part of bar.querySelectorAll("svg.part > rect")) {
      const box = part.getBoundingClientRect();
      if (box.left < end - 0.6 || box.right > outer.right + 0.6) wrong.push(`a part of ${bar.id} lies on another one`);
      if (box.width < 3) wrong.push(`a part is ${box.width} wide`);
      end = box.right;
      const texts = [...(part.parentElement?.querySelectorAll("text") ?? [])].filter(isShown);
      let line = box.top;
      for (const text of texts) {
        const place = text.getBoundingClientRect();
        if (place.right > box.right + 0.6) wrong.push(`"${text.textContent}" is cut off`);
        if (place.top < line - 3 || place.bottom > box.bottom + 1) wrong.push(`"${text.textContent}" lies on another text`);
        line = place.bottom;
      }
    }
    if (Math.abs(end - outer.right) > 1) wrong.push(`a bar ends at ${end}, not at ${outer.right}`);
  }
  for (const cell of frame.querySelectorAll("tbody th, td")) {
    if (cell.scrollWidth > cell.clientWidth + 1) wrong.push(`"${cell.textContent}" has no room in its cell`);
  }
  for (const one of frame.querySelectorAll("p, li, td, th, h1, h2, h3, summary, svg.bar text")) {
    const size = Number.parseFloat(view.getComputedStyle(one).fontSize);
    if (size < 11) wrong.push(`"${one.textContent}" is written in ${size} px`);
    const { left, right } = one.getBoundingClientRect();
    if (isShown(one) && one.closest("thead") === null && (left < 0 || right > width)) wrong.push(`"${one.textContent}" is outside`);
  }
  return wrong;
}

function measureDrawing(frame) {
  const wrong = [];
  const root = frame.querySelector("svg");
  if (root === null) return ["there is no drawing"];
  const outer = root.getBoundingClientRect();
  const texts = [...root.querySelectorAll("text")].map((one) => ({ one, box: one.getBoundingClientRect() }));
  for (const [index, { one, box }] of texts.entries()) {
    if (box.left < 0 || box.right > outer.right || box.bottom > outer.bottom) wrong.push(`"${one.textContent}" is outside`);
    const part = one.closest("svg.part")?.querySelector("rect")?.getBoundingClientRect();
    if (part !== undefined && box.right > part.right + 0.6) wrong.push(`"${one.textContent}" is cut off`);
    for (const other of texts.slice(index + 1)) {
      const isBeside = other.box.left >= box.right - 0.5 || other.box.right <= box.left + 0.5;
      // Boxes of lines touch each other; letters do not.
      const isBelow = other.box.top >= box.bottom - 4 || other.box.bottom <= box.top + 4;
      if (!isBeside && !isBelow) wrong.push(`"${one.textContent}" lies on "${other.one.textContent}"`);
    }
  }
  return wrong;
}
