// What the page does beside the graph.
(() => {
  'use strict';
  const byId = id => document.getElementById(id);
  document.querySelectorAll('.script').forEach(each => { each.hidden = false; });
  const list = byId('graph-list');
  if (list) list.open = false;

  // What is folded is opened for a link that leads into it, and for the printer.
  const reveal = () => {
    const target = location.hash && byId(location.hash.slice(1));
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
  reveal();
})();
