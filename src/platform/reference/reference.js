// The pages say all without this script. It adds buttons that copy, and finds while one types.

const said = document.getElementById('said');

for (const block of document.querySelectorAll('.code')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(block.querySelector('code').textContent);
      said.textContent = 'Copied.';
      button.textContent = 'Copied';
    } catch {
      said.textContent = 'The browser does not allow copying.';
      button.textContent = 'Not copied';
    }
  });
  button.addEventListener('blur', () => {
    button.textContent = 'Copy';
    said.textContent = '';
  });
  block.append(button);
}

const search = document.getElementById('q');
const index = document.getElementById('index');
const found = document.getElementById('found');

/** On the page that has all operations, those that have every word are shown; what was searched before is not all of them. */
if (index && !new URLSearchParams(location.search).get('q')) {
  const operations = [...index.querySelectorAll('[data-search]')];
  const groups = [...index.querySelectorAll('section')];
  const all = found.textContent;
  const narrow = () => {
    const wanted = search.value.trim().toLowerCase().split(/\s+/);
    for (const one of operations) one.hidden = !wanted.every((word) => one.dataset.search.includes(word));
    for (const group of groups) group.hidden = !group.querySelector('[data-search]:not([hidden])');
    const count = operations.filter((one) => !one.hidden).length;
    const counted = count === 1 ? '1 operation' : `${count} operations and webhooks`;
    if (count === operations.length) found.textContent = all;
    else found.textContent = count === 0 ? 'Nothing found.' : counted;
    document.body.classList.toggle('searching', search.value.trim() !== '');
  };
  search.addEventListener('input', narrow);
  // A page that the browser remembers comes back with what was typed.
  if (search.value) narrow();
}
