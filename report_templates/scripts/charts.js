// Makes the charts of a bulletin interactive. It follows the libraries in one script, which defines vegaEmbed.
// Nothing is fetched: a figure holds its own specifications. Without scripts the drawn chart stays as it is.

const NARROW_BELOW = 500;
const NEAR = 28;
const OPTIONS = {
  mode: "vega", renderer: "svg", actions: false, defaultStyle: false, tooltip: false, hover: false,
  ast: true, // expressions are interpreted, so that a page may forbid eval
};

function make(name, attributes, parent) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return parent ? parent.appendChild(element) : element;
}

// The box of each listed number in the drawing: all marks that stand for it together.
function boxesOf(view, count) {
  const boxes = new Array(count).fill(null);
  const add = (n, box) => {
    const known = boxes[n];
    boxes[n] = known ? [Math.min(known[0], box[0]), Math.min(known[1], box[1]),
      Math.max(known[2], box[2]), Math.max(known[3], box[3])] : box;
  };
  const walk = (mark, x, y) => {
    for (const item of mark.items ?? []) {
      if (mark.marktype === "group") {
        for (const inner of item.items ?? []) walk(inner, x + (item.x ?? 0), y + (item.y ?? 0));
        continue;
      }
      const n = item.datum?.n;
      if (n === undefined || item.defined === false) continue;
      const at = item.bounds;
      if (mark.marktype === "line") add(n, [x + item.x - 4, y + item.y - 4, x + item.x + 4, y + item.y + 4]);
      else add(n, [x + at.x1, y + at.y1, x + at.x2, y + at.y2]);
    }
  };
  const [x, y] = view.origin(), room = view.padding();
  walk(view.scenegraph().root, x + room.left, y + room.top);
  return boxes;
}

// The number at a place: in the smallest box around it, else the nearest one.
function numberAt(boxes, x, y, near) {
  let found = -1, least = Infinity;
  boxes.forEach((box, n) => {
    if (!box) return;
    const dx = Math.max(box[0] - x, 0, x - box[2]), dy = Math.max(box[1] - y, 0, y - box[3]);
    const far = Math.hypot(dx, dy);
    const rank = far ? 1e9 + far : (box[2] - box[0]) * (box[3] - box[1]);
    if (far <= near && rank < least) [found, least] = [n, rank];
  });
  return found;
}

// The next number in a direction: along its series, or the one of the same name in another series.
function nextOf(points, at, key) {
  const last = points.length - 1;
  if (key === "Home") return 0;
  if (key === "End") return last;
  const step = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  const across = key === "ArrowUp" || key === "ArrowDown";
  const series = [...new Set(points.map((point) => point[0]))];
  if (!across || series.length === 1 || at < 0) return Math.min(last, Math.max(0, at + step));
  const to = series[series.indexOf(points[at][0]) + step];
  if (to === undefined) return at;
  const same = points.findIndex((point) => point[0] === to && point[1] === points[at][1]);
  return same >= 0 ? same : points.findIndex((point) => point[0] === to);
}

function enliven(figure, order) {
  const { points, say, ...specs } = JSON.parse(figure.querySelector("script.chart-spec").textContent);
  const still = figure.querySelector("svg");
  const box = still.closest("figure [tabindex]");
  const live = make("div", {
    class: "chart-live", role: "slider", tabindex: "0", "aria-label": still.querySelector("title").textContent,
    "aria-valuemin": "1", "aria-valuemax": points.length, "aria-describedby": `chart-hint-${order}`,
  });
  const drawn = make("div", { "aria-hidden": "true" }, live);
  const mark = make("div", { class: "chart-mark", "aria-hidden": "true", hidden: "" }, live);
  const tip = make("div", { class: "chart-tip", "aria-hidden": "true", hidden: "" }, live);
  const hint = make("p", { class: "chart-hint", id: `chart-hint-${order}` });
  hint.textContent = say.keys;
  const named = (id) => say.number.replace("%", id);
  let at = -1, boxes = [], width = 1, kind = "", result = null;

  const scale = () => drawn.clientWidth / width;
  const tell = (n) => {
    const [series, label, said, id] = points[n];
    live.setAttribute("aria-valuenow", n + 1);
    live.setAttribute("aria-valuetext", `${series}, ${label}: ${said}. ${named(id)}`);
  };
  const hide = () => { mark.hidden = tip.hidden = true; at = -1; };
  const show = (n) => {
    at = n;
    tell(n);
    const [series, label, said, id] = points[n];
    const name = make("span", {}), number = make("b", {}), origin = make("span", { class: "chart-id" });
    name.textContent = `${series}, ${label}`;
    number.textContent = said;
    origin.textContent = named(id);
    tip.replaceChildren(name, number, origin);
    const box = boxes[n];
    mark.hidden = !box;
    tip.hidden = false;
    const by = scale();
    const [x1, y1, x2, y2] = (box ?? [width / 2, 0, width / 2, 0]).map((value) => value * by);
    Object.assign(mark.style, { left: `${x1 - 3}px`, top: `${y1 - 3}px`,
      width: `${x2 - x1 + 6}px`, height: `${y2 - y1 + 6}px` });
    const left = Math.min(Math.max((x1 + x2 - tip.offsetWidth) / 2, 0), drawn.clientWidth - tip.offsetWidth);
    const above = y1 - tip.offsetHeight - 8;
    const top = above > -40 ? above : y2 + 8;
    Object.assign(tip.style, { left: `${Math.max(0, left)}px`, top: `${top}px` });
  };
  const lead = (n) => { if (n >= 0 && points[n][3]) location.hash = `n-${points[n][3]}`; };

  async function draw() {
    const wanted = figure.clientWidth < NARROW_BELOW ? "narrow" : "wide";
    if (wanted === kind) return;
    kind = wanted;
    hide();
    const place = make("div", {});
    const made = await vegaEmbed(place, specs[wanted], OPTIONS);
    if (wanted !== kind) return made.finalize();
    result?.finalize();
    result = made;
    const svg = place.querySelector("svg");
    width = Number(svg.getAttribute("width"));
    boxes = boxesOf(made.view, points.length);
    drawn.replaceChildren(svg);
    if (!live.isConnected) {
      still.classList.add("chart-still");
      still.after(live, hint);
      box?.removeAttribute("tabindex"); // it scrolled the drawn chart; the interactive one fits
      tell(0);
    }
  }

  let pressed = -1;
  const under = (event) => {
    const frame = drawn.getBoundingClientRect(), by = scale();
    return numberAt(boxes, (event.clientX - frame.left) / by, (event.clientY - frame.top) / by, NEAR / by);
  };
  live.addEventListener("pointerdown", () => { pressed = at; });
  live.addEventListener("pointermove", (event) => {
    const n = under(event);
    if (n < 0) hide();
    else if (n !== at) show(n);
  });
  live.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hide(); });
  live.addEventListener("click", (event) => {
    const n = under(event);
    if (n >= 0 && n === pressed) lead(n);
    else if (n >= 0) show(n);
  });
  live.addEventListener("focus", () => { if (live.matches(":focus-visible") && at < 0) show(0); });
  live.addEventListener("blur", hide);
  live.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter") lead(at);
    else if (event.key === "Escape") hide();
    else if (/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) show(nextOf(points, at, event.key));
    else return;
    event.preventDefault();
  });
  let seen = 0;
  new ResizeObserver(() => {
    if (figure.clientWidth === seen) return; // the hint makes a figure higher, and moves no mark
    seen = figure.clientWidth;
    if (at >= 0) hide();
    draw().catch(fail);
  }).observe(figure);
  // A chart that cannot be drawn anew stays as it was printed.
  function fail(problem) {
    console.error(problem);
    still.classList.remove("chart-still");
    box?.setAttribute("tabindex", "0");
    live.remove();
    hint.remove();
  }
}

const figures = [...document.querySelectorAll("figure")].filter((one) => one.querySelector("script.chart-spec"));
const near = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((one) => one.isIntersecting)) {
    near.unobserve(entry.target);
    enliven(entry.target, figures.indexOf(entry.target) + 1);
  }
}, { rootMargin: "800px" });
for (const figure of figures) near.observe(figure);
