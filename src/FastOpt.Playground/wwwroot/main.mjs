// Starts the engine, and shows the figure that the address names.
import { start } from './js/engine.mjs';
import { FigureView } from './js/figure.mjs';
import { Theme } from './js/theme.mjs';

const articles = [...document.querySelectorAll('article[data-figure]')];
const menu = document.getElementById('menu');
const links = new Map();
for (const article of articles) {
  const link = document.createElement('a');
  link.href = '#v1/' + article.dataset.figure;
  link.textContent = article.dataset.title;
  const item = document.createElement('li');
  item.append(link);
  menu.append(item);
  links.set(article.dataset.figure, link);
}

const theme = new Theme(document.getElementById('theme'));
const loading = document.getElementById('loading');
const notice = document.getElementById('notice');
const views = new Map();
let engine, shown;

// The text stands there at once; the figure follows when the engine has started.
function reveal(id) {
  for (const article of articles)
    article.hidden = article.dataset.figure !== id;
  for (const [name, link] of links)
    name === id ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  document.title = links.get(id).textContent + ' · FastOpt Playground';
}

function named() {
  const id = /^#v\d+\/([a-z-]+)/.exec(location.hash)?.[1];
  return links.has(id) ? id : articles[0].dataset.figure;
}

function show() {
  const address = location.hash.slice(1), loaded = engine.load(address);
  const id = loaded || articles[0].dataset.figure;
  notice.textContent = 'This address is of no version or figure that is known here; the first figure is shown.';
  notice.hidden = loaded !== '' || address === '';
  if (shown && shown.id !== id)
    shown.leave();
  reveal(id);
  if (!views.has(id))
    views.set(id, new FigureView(engine, articles.find(article => article.dataset.figure === id), theme, address => remember(id, address)));
  shown = views.get(id);
  shown.enter();
}

function remember(id, address) {
  links.get(id).href = '#' + address;
  if (shown?.id === id)
    history.replaceState(null, '', '#' + address);
}

reveal(named());
try {
  engine = await start();
  loading.hidden = true;
  show();
  addEventListener('hashchange', show);
  document.documentElement.dataset.ready = 'true';
  performance.mark('ready');
} catch (error) {
  loading.textContent = 'The engine did not start: ' + error.message;
  throw error;
}
