// The graph: drawn by Cytoscape.js from the data of the page.
(() => {
  'use strict';
  const byId = id => document.getElementById(id);
  const view = byId('graph-view');
  if (!view) return;
  const MAX_NEAR = 30;
  const { tree, shown, caption, place } = layout;
  const verbs = [['imports', 'imported by'], ['derives from', 'derived by']];
  const parts = JSON.parse(byId('graph-data').textContent).map((part, number) => tree(part, number));

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
    const text = byId('graph-state');
    const near = byId('graph-near');
    near.replaceChildren();
    if (!current) {
      text.textContent = found.length ? found.length + ' found' : asked ? 'Nothing is named like that.' : '';
      return;
    }
    const name = document.createElement(current.anchor ? 'a' : 'strong');
    name.textContent = current.name ?? current.label;
    if (current.anchor) name.href = '#' + current.anchor;
    text.replaceChildren(name, current.groups
      ? ', ' + current.size + (current.open ? ', unfolded' : ', folded')
      : found.includes(current) ? ', ' + (found.indexOf(current) + 1) + ' of ' + found.length + ' found' : '');
    [current.out ?? [], current.into ?? []].forEach((edges, way) => {
      if (edges.length) {
        const line = document.createElement('div');
        line.append(verbs[part.number][way] + ' ');
        edges.slice(0, MAX_NEAR).forEach(each => line.append(button(each.node), ' '));
        if (edges.length > MAX_NEAR) line.append('and ' + (edges.length - MAX_NEAR) + ' more');
        near.append(line);
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
  // as large as can be read, from the top on
  const start = () => {
    fit();
    const all = cy.elements().boundingBox();
    const zoom = Math.min(Math.max(cy.zoom(), 0.55), 1.2);
    if (zoom !== cy.zoom()) {
      const space = view.clientHeight - all.h * zoom;
      cy.viewport({ zoom, pan: { x: (view.clientWidth - (all.x1 + all.x2) * zoom) / 2, y: Math.max(space / 2, 20) - all.y1 * zoom } });
    }
  };
  cy.on('resize', () => { if (!touched) start(); });
  draw();
  start();
})();
