// Packages as a tree, and where what is shown of them stands.
const layout = (() => {
  'use strict';
  const MAX_UNFOLDED = 60;
  const OUTSIDE = '\u0000outside';
  const ROW = 1100;

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

  return { tree, shown, caption, place };
})();
