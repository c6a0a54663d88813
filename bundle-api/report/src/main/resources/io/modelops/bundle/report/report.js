(() => {
  'use strict';
  const byId = id => document.getElementById(id);
  document.querySelectorAll('.script').forEach(each => { each.hidden = false; });

  // What is folded is opened for a link that leads into it, and for the printer.
  const reveal = () => {
    const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    for (let each = target; each; each = each.parentElement) {
      if (each.tagName === 'DETAILS') each.open = true;
    }
    if (target) target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) reveal();
  });
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    folded.forEach(each => { each.open = true; });
  });
  addEventListener('afterprint', () => folded.forEach(each => { each.open = false; }));

  const filter = byId('filter');
  if (filter) {
    const models = [...document.querySelectorAll('#models .model')];
    filter.addEventListener('input', () => {
      const wanted = filter.value.trim().toLowerCase();
      let shown = 0;
      models.forEach(each => {
        each.hidden = !each.firstElementChild.textContent.toLowerCase().includes(wanted);
        shown += each.hidden ? 0 : 1;
      });
      byId('filter-count').textContent = wanted ? shown + ' of ' + models.length : '';
    });
  }

  const view = byId('graph-view');
  if (!view) {
    reveal();
    return;
  }
  byId('graph-list').open = false;
  const MAX_UNFOLDED = 60;
  const OUTSIDE = '\u0000outside';
  const ROW = 1100;
  const verbs = [['imports', 'imported by'], ['derives from', 'derived by']];
  const parts = JSON.parse(byId('graph-data').textContent).map((part, number) => tree(part, number));

  // The packages of a part as a tree; a package that holds but one other is joined with it.
  function tree(part, number) {
    const root = { path: '', label: '', groups: new Map(), nodes: [], parent: null };
    const all = part.nodes.map(([name, label, directory, kind, anchor], at) => {
      const node = { id: 'n' + at, name, label, kind, anchor, out: [], into: [] };
      let group = root;
      const steps = kind === 'OUTSIDE' ? [OUTSIDE] : directory.split('/').slice(0, -1);
      steps.forEach(step => {
        if (!group.groups.has(step)) {
          const outside = step === OUTSIDE;
          group.groups.set(step, {
            path: group.path + step + '/', label: outside ? 'outside the project' : step + '/',
            groups: new Map(), nodes: [], parent: group,
          });
        }
        group = group.groups.get(step);
      });
      node.parent = group;
      group.nodes.push(node);
      return node;
    });
    part.edges.forEach(([from, to, line]) => {
      all[from].out.push({ node: all[to], line });
      all[to].into.push({ node: all[from], line });
    });
    const groups = [];
    const join = group => {
      group.groups = [...group.groups.values()].map(each => {
        let inner = each;
        while (inner.nodes.length === 0 && inner.groups.size === 1) {
          const only = [...inner.groups.values()][0];
          only.label = inner.label + only.label;
          inner = only;
        }
        inner.parent = group;
        inner.id = 'g' + groups.length;
        groups.push(inner);
        join(inner);
        return inner;
      });
      group.size = group.nodes.length + group.groups.reduce((sum, each) => sum + each.size, 0);
    };
    join(root);
    root.open = true;
    groups.forEach(each => { each.open = all.length <= MAX_UNFOLDED; });
    // of what is folded at first, the outermost packages are opened as long as there is room
    for (let seen = root.groups.length + root.nodes.length, next = [root]; next.length;) {
      const group = next.shift();
      const more = group.groups.length + group.nodes.length - 1;
      if (group !== root && (group.open || seen + more > MAX_UNFOLDED)) continue;
      if (group !== root) { group.open = true; seen += more; }
      next.push(...group.groups);
    }
    return { number, root, nodes: all, groups };
  }

  // What stands for a node: itself, or the outermost package around it that is folded.
  function shown(node) {
    let found = node;
    for (let each = node.parent; each; each = each.parent) {
      if (!each.open) found = each;
    }
    return found;
  }

  const pen = document.createElement('canvas').getContext('2d');
  pen.font = '13px sans-serif';
  const caption = item => item.groups ? item.label + ' (' + item.size + ')' : item.label;
  const width = text => Math.ceil(pen.measureText(text).width) + 24;

  // Places the contents of a package in rows, so that what is needed stands below what needs it,
  // or, of classes, above. Packages that are open are placed first, as items of their size.
  function place(part, group, edges) {
    const items = [...group.groups, ...group.nodes];
    const at = new Map(items.map((item, index) => [item, index]));
    const holder = item => {
      let each = item;
      while (each.parent !== group) each = each.parent;
      return at.get(each);
    };
    const below = items.map(() => new Set());
    edges.forEach(([from, to]) => {
      const [a, b] = part.number === 0 ? [holder(from), holder(to)] : [holder(to), holder(from)];
      if (a !== b) below[a].add(b);
    });
    const inside = new Map(items.filter(item => item.groups && item.open).map(item => [item, []]));
    edges.forEach(edge => {
      const [a, b] = edge.map(end => items[holder(end)]);
      if (a === b && inside.has(a)) inside.get(a).push(edge);
    });
    const boxes = items.map(item => inside.has(item)
      ? place(part, item, inside.get(item)) : { w: width(caption(item)), h: 30, all: [] });
    return arrange(items, boxes, ranks(below), below);
  }

  // How many edges lead to an item at most; edges that close a circle do not count.
  function ranks(below) {
    const order = [];
    const state = below.map(() => 0);
    const forward = below.map(() => []);
    below.forEach((unused, start) => {
      const stack = state[start] ? [] : [[start, [...below[start]]]];
      if (stack.length) state[start] = 1;
      while (stack.length) {
        const [item, rest] = stack[stack.length - 1];
        if (!rest.length) {
          state[item] = 2;
          order.push(item);
          stack.pop();
          continue;
        }
        const next = rest.shift();
        if (state[next] !== 1) forward[item].push(next);
        if (state[next] === 0) {
          state[next] = 1;
          stack.push([next, [...below[next]]]);
        }
      }
    });
    const rank = below.map(() => 0);
    order.reverse().forEach(item => forward[item].forEach(next => {
      rank[next] = Math.max(rank[next], rank[item] + 1);
    }));
    return rank;
  }

  function arrange(items, boxes, rank, below) {
    const linked = new Set(below.flatMap((next, item) => next.size ? [item, ...next] : []));
    const rows = [];
    const lone = [];
    items.forEach((item, at) => {
      if (!linked.has(at)) lone.push(at);
      else (rows[rank[at]] ||= []).push(at);
    });
    const above = items.map(() => []);
    below.forEach((next, item) => next.forEach(each => above[each].push(item)));
    const middle = [];
    rows.forEach(row => {
      const wish = row.map((at, index) => above[at].length
        ? above[at].reduce((sum, each) => sum + (middle[each] ?? 0), 0) / above[at].length : index * 150);
      const sorted = row.map((at, index) => index).sort((a, b) => wish[a] - wish[b] || a - b).map(i => row[i]);
      row.splice(0, row.length, ...sorted);
      let x = 0;
      row.forEach(at => { middle[at] = x + boxes[at].w / 2; x += boxes[at].w + 24; });
    });
    if (lone.length) rows.push(lone);
    const area = boxes.reduce((sum, box) => sum + (box.w + 24) * (box.h + 60), 0);
    const widest = Math.max(ROW, Math.sqrt(area) * 1.4, ...boxes.map(box => box.w));
    const lines = rows.flatMap(row => {
      const split = [[]];
      let x = 0;
      row.forEach(at => {
        if (x > 0 && x + boxes[at].w > widest) { split.push([]); x = 0; }
        split[split.length - 1].push(at);
        x += boxes[at].w + 24;
      });
      return split;
    });
    const length = line => line.reduce((sum, at) => sum + boxes[at].w + 24, -24);
    const height = line => Math.max(...line.map(at => boxes[at].h)) + 52;
    const w = Math.max(...lines.map(length), 40);
    const high = lines.reduce((sum, line) => sum + height(line), 0);
    // a tall column is cut into several
    const cut = high > 2 * w && high > ROW ? high / Math.ceil(Math.sqrt(high / w)) : high;
    const all = [];
    let left = 0;
    let y = 0;
    let lowest = 0;
    lines.forEach(line => {
      if (y > 0 && y + height(line) > cut + 1) { left += w + 80; y = 0; }
      const h = height(line) - 52;
      let x = left + (w - length(line)) / 2;
      line.forEach(at => {
        const box = boxes[at];
        const top = y + (h - box.h) / 2;
        all.push({ item: items[at], x: x + box.w / 2, y: top + box.h / 2, w: box.w, h: box.h });
        box.all.forEach(each => all.push({ ...each, x: each.x + x + 14, y: each.y + top + 34 }));
        x += box.w + 24;
      });
      y += h + 52;
      lowest = Math.max(lowest, y);
    });
    return { w: left + w + 28, h: lowest - 4, all };
  }

  const motion = matchMedia('(prefers-reduced-motion: reduce)');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  function style() {
    const font = { 'font-family': 'sans-serif', 'font-size': 13, color: colour('ink') };
    const node = {
      ...font, label: 'data(label)', shape: 'round-rectangle', width: 'data(w)', height: 'data(h)',
      'text-valign': 'center', 'border-width': 1, 'border-color': colour('faint'),
      'background-color': colour('needed-fill'), 'z-index-compare': 'manual', 'z-index': 2,
    };
    const box = {
      'text-valign': 'top', 'text-margin-y': 22, 'background-color': colour('panel'),
      'border-color': colour('line'), 'font-weight': 'bold', 'z-index': 0,
    };
    const edge = {
      width: 'data(w)', 'line-color': colour('faint'), 'target-arrow-color': colour('faint'),
      'target-arrow-shape': 'triangle', 'arrow-scale': 0.8, 'curve-style': 'bezier', opacity: 0.6,
      'z-index-compare': 'manual', 'z-index': 1,
    };
    const strong = { 'line-color': colour('link'), 'target-arrow-color': colour('link'), opacity: 1 };
    return [
      { selector: 'node', style: node },
      { selector: 'node.open', style: box },
      { selector: 'node.MODEL', style: { 'background-color': colour('model-fill'), 'border-color': colour('model'), 'border-width': 2 } },
      { selector: 'node.OUTSIDE', style: { 'background-color': colour('outside-fill'), 'border-style': 'dashed' } },
      { selector: 'node.folded', style: { shape: 'cut-rectangle', 'font-weight': 'bold' } },
      { selector: 'edge', style: edge },
      { selector: 'edge.bent', style: { 'curve-style': 'unbundled-bezier', 'control-point-distances': 70 } },
      { selector: '.dim', style: { opacity: 0.2 } },
      { selector: 'node.found', style: { 'background-color': colour('mark') } },
      { selector: 'edge.near', style: strong },
      { selector: 'node.near', style: { 'border-color': colour('link'), 'border-width': 2 } },
      { selector: 'node.current', style: { 'border-color': colour('link'), 'border-width': 4 } },
    ];
  }

  const cy = cytoscape({
    container: view, style: style(), layout: { name: 'preset' }, minZoom: 0.02, maxZoom: 3,
    autoungrabify: true, boxSelectionEnabled: false, pixelRatio: 'auto', userZoomingEnabled: false,
  });
  // the wheel scrolls the page unless somebody is at work here
  view.addEventListener('pointerdown', () => view.focus({ preventScroll: true }));
  view.addEventListener('focus', () => cy.userZoomingEnabled(true));
  view.addEventListener('blur', () => cy.userZoomingEnabled(false));
  dark.addEventListener('change', () => cy.style(style()));
  let part = parts[0];
  let current = null;
  let found = [];
  let asked = '';

  function draw() {
    const edges = new Map();
    part.nodes.forEach(node => node.out.forEach(each => {
      const from = shown(node);
      const to = shown(each.node);
      if (from !== to) {
        const key = from.id + ' ' + to.id;
        edges.set(key, { from, to, count: (edges.get(key)?.count ?? 0) + 1 });
      }
    }));
    const list = [...edges.values()];
    const placed = place(part, part.root, list.map(each => [each.from, each.to]));
    const nodes = placed.all.map(({ item, x, y, w, h }) => ({
      data: { id: item.id, label: caption(item), w, h },
      position: { x, y },
      classes: item.groups ? (item.open ? 'open' : 'folded') : item.kind,
    }));
    const spot = new Map(placed.all.map(each => [each.item, each]));
    const lines = list.map(each => {
      const [a, b] = [spot.get(each.from), spot.get(each.to)];
      return {
        data: {
          id: each.from.id + ' ' + each.to.id, source: each.from.id, target: each.to.id,
          w: Math.min(1 + Math.log2(each.count) / 2, 4),
        },
        // one that leads straight through others is bent
        classes: Math.abs(a.x - b.x) < 30 && Math.abs(a.y - b.y) > 120 ? 'bent' : '',
      };
    });
    cy.batch(() => {
      cy.elements().remove();
      cy.add(nodes.concat(lines));
    });
    mark();
  }

  const fit = () => cy.fit(undefined, 20);
  const item = id => part.nodes.find(each => each.id === id) || part.groups.find(each => each.id === id);

  // Shows what was searched for and what the current item has to do with.
  function mark() {
    cy.batch(() => {
      cy.elements().removeClass('found near current dim');
      found.forEach(node => cy.getElementById(shown(node).id).addClass('found'));
      const node = current && cy.getElementById(current.id);
      if (node && node.nonempty()) {
        node.addClass('current');
        node.connectedEdges().addClass('near').connectedNodes().not(node).addClass('near');
        cy.edges().not('.near').addClass('dim');
      }
    });
    about();
  }

  function button(target) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = target.name;
    made.addEventListener('click', () => { go(target); });
    return made;
  }

  function about() {
    const text = byId('graph-about');
    text.replaceChildren();
    if (!current) {
      text.textContent = found.length ? found.length + ' found' : asked ? 'Nothing is named like that.' : '';
      return;
    }
    const name = document.createElement(current.anchor ? 'a' : 'strong');
    name.textContent = current.name ?? current.label;
    if (current.anchor) name.href = '#' + current.anchor;
    text.append(name, current.groups
      ? ', ' + current.size + (current.open ? ', unfolded' : ', folded')
      : found.includes(current) ? ', ' + (found.indexOf(current) + 1) + ' of ' + found.length + ' found' : '');
    [current.out ?? [], current.into ?? []].forEach((edges, way) => {
      if (edges.length) {
        const line = document.createElement('div');
        line.append(verbs[part.number][way] + ' ');
        edges.forEach(each => line.append(button(each.node), ' '));
        text.append(line);
      }
    });
  }

  // Unfolds what is around an item and puts it in the middle.
  function go(target) {
    let changed = false;
    for (let each = target.parent; each; each = each.parent) {
      changed ||= !each.open;
      each.open = true;
    }
    current = target;
    if (changed) draw(); else mark();
    const seen = cy.getElementById(target.id);
    const to = { center: { eles: seen }, zoom: Math.max(cy.zoom(), 0.8) };
    cy.stop();
    if (motion.matches) { cy.zoom(to.zoom); cy.center(seen); } else cy.animate(to, { duration: 200 });
  }

  function fold(group) {
    group.open = !group.open;
    current = group;
    draw();
    const seen = cy.getElementById(group.id);
    if (group.open) cy.fit(seen, 40); else cy.center(seen);
  }

  // The nearest item in a direction.
  function step(dx, dy) {
    const nodes = cy.nodes();
    const start = current && cy.getElementById(current.id);
    let best = null;
    let least = Infinity;
    const from = start && start.nonempty() ? start.position() : null;
    nodes.forEach(node => {
      const { x, y } = node.position();
      const ahead = from ? (x - from.x) * dx + (y - from.y) * dy : x + y;
      const aside = from ? Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx) : 0;
      const cost = ahead + 2 * aside;
      if ((!from || ahead > 1) && cost < least) { best = node; least = cost; }
    });
    if (best) go(item(best.id()));
  }

  cy.on('tap', 'node', event => { current = item(event.target.id()); mark(); });
  cy.on('tap', event => { if (event.target === cy) { current = null; mark(); } });
  cy.on('dbltap', 'node', event => {
    const target = item(event.target.id());
    if (target.groups) fold(target);
  });
  const zoom = factor => cy.zoom({
    level: cy.zoom() * factor, renderedPosition: { x: view.clientWidth / 2, y: view.clientHeight / 2 },
  });
  const keys = {
    ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0),
    ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1),
    Enter: () => {
      if (current?.groups) fold(current);
      else if (current?.anchor) location.hash = current.anchor;
    },
    '+': () => zoom(1.3), '=': () => zoom(1.3), '-': () => zoom(1 / 1.3), 0: fit,
    Escape: () => { current = null; mark(); },
  };
  view.addEventListener('keydown', event => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  const search = byId('graph-search');
  function seek() {
    asked = search.value.trim().toLowerCase();
    found = asked ? part.nodes.filter(node => node.name.toLowerCase().includes(asked)) : [];
    current = null;
    mark();
  }
  search.addEventListener('input', seek);
  search.addEventListener('keydown', event => {
    if (event.key === 'Enter' && found.length) {
      const way = event.shiftKey ? found.length - 1 : 1;
      const at = found.indexOf(current);
      go(found[at < 0 ? 0 : (at + way) % found.length]);
    }
  });
  const all = open => {
    part.groups.forEach(each => { each.open = open; });
    current = null;
    draw();
    fit();
  };
  byId('graph-fold').addEventListener('click', () => all(false));
  byId('graph-unfold').addEventListener('click', () => all(true));
  byId('graph-fit').addEventListener('click', fit);
  document.querySelectorAll('input[name="part"]').forEach(radio => radio.addEventListener('change', () => {
    part = parts[Number(radio.value)];
    seek();
    draw();
    fit();
  }));
  let touched = false;
  ['pointerdown', 'keydown', 'click'].forEach(name => document.addEventListener(name, () => { touched = true; }));
  const start = () => {
    fit();
    if (cy.zoom() > 1.2) { cy.zoom(1.2); cy.center(); }
  };
  cy.on('resize', () => { if (!touched) start(); });
  draw();
  start();
  reveal();
})();
