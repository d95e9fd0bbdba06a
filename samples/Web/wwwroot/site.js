// What the pages do. Whatever a person or a provider has said is shown as text (textContent), which never becomes markup.

// The codes of the errors, as sentences. Those in an address come from anybody, so only these sentences are shown and never the code.
const sentences = {
  LOGIN_BAD_CREDENTIALS: 'This e-mail address and this password do not belong together.',
  REGISTER_USER_ALREADY_EXISTS: 'Somebody has signed up with this e-mail address before. Is it you? Then sign in.',
  UPDATE_USER_EMAIL_ALREADY_EXISTS: 'Another person here has this e-mail address.',
  OAUTH_LAST_SIGN_IN_METHOD: 'This is your only way to sign in. Set a password on your profile, or connect another account, before you disconnect it.',
};

const sentencesOfTheWayBack = {
  access_denied: 'You did not allow it, so nothing has happened. You can try again, or go another way.',
  OAUTH_USER_ALREADY_EXISTS: 'That account, or its e-mail address, belongs to another person here. If that is you, sign in as you did before and connect the account.',
  OAUTH_NOT_AVAILABLE_EMAIL: 'The provider did not tell us your e-mail address, which we need.',
  OAUTH_PROVIDER_ERROR: 'The provider does not answer as it should. Please try again in a while.',
  OAUTH_REFUSED: 'The provider did not confirm who you are. Please try again.',
  OAUTH_INVALID_ID_TOKEN: 'The provider did not confirm who you are. Please try again.',
  OAUTH_INVALID_STATE: 'This took too long or began in another browser. Please try again.',
  ACCESS_TOKEN_ALREADY_EXPIRED: 'This took too long. Please try again.',
  LOGIN_BAD_CREDENTIALS: 'This user is closed.',
  UNAUTHORIZED: 'You are signed out. Please sign in again.',
  SIGNED_OUT: 'You are signed out. Please sign in again.',
};

const other = 'That did not work. Please try again.';
const find = id => document.getElementById(id);

function show(sentence, bad = false) {
  const notice = find('notice');
  notice.classList.toggle('bad', bad);
  notice.textContent = sentence;
  if (bad)
    notice.focus();
}

// Asks a route. Only this origin is asked (the Content-Security-Policy allows no other), and the browser adds the cookie by itself.
async function ask(method, path, body) {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(path, {
    method,
    headers: { Accept: 'application/json', ...(body && !isForm && { 'Content-Type': 'application/json' }) },
    body: body && !isForm ? JSON.stringify(body) : body,
  });
  const answer = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
  if (response.ok)
    return answer;
  if (response.status === 401)
    location.assign('/?error=SIGNED_OUT');
  throw new Error(sentenceOf(answer?.detail));
}

function sentenceOf(detail) {
  if (Array.isArray(detail))
    return detail.map(error => error.msg).join(' ');
  return detail?.reason ?? sentences[detail] ?? other;
}

// Runs an action of a button or a form once at a time, and says what went wrong.
async function run(button, action) {
  button.disabled = true;
  show('');
  try {
    await action();
  } catch (error) {
    show(error instanceof TypeError ? 'There is no connection. Please try again.' : error.message, true);
  } finally {
    button.disabled = false;
  }
}

function onSubmit(id, action) {
  find(id).addEventListener('submit', event => {
    event.preventDefault();
    const form = event.target;
    run(form.querySelector('button'), () => action(Object.fromEntries(new FormData(form)), form));
  });
}

// The error that the way to a provider and back ended with; the address is cleaned, so that it does not come again.
function takeError() {
  const code = new URLSearchParams(location.search).get('error');
  if (code !== null)
    history.replaceState(null, '', location.pathname);
  return code;
}

function showError(code) {
  if (code !== null)
    show(Object.hasOwn(sentencesOfTheWayBack, code) ? sentencesOfTheWayBack[code] : other, true);
}

const signIn = (username, password) => ask('POST', '/auth/login', new URLSearchParams({ username, password }));

async function requireSignIn() {
  const error = takeError();
  if (!await ask('GET', '/signed-in')) {
    location.replace(error === null ? '/' : `/?error=${encodeURIComponent(error)}`);
    return false;
  }

  find('sign-out').addEventListener('click', event => run(event.target, async () => {
    await ask('POST', '/auth/logout');
    location.assign('/');
  }));
  document.querySelector('main').hidden = false;
  showError(error);
  return true;
}

async function showProviders(pathOf, page) {
  const providers = await ask('GET', '/auth/providers');
  for (const provider of providers) {
    const link = document.createElement('a');
    link.className = 'button';
    link.href = `${pathOf(provider)}?redirect_to=${encodeURIComponent(page)}`;
    link.textContent = provider.display_name;
    addItem(document.querySelector('#providers ul'), link);
  }
  find('providers').hidden = providers.length === 0;
  return providers;
}

function addItem(list, ...parts) {
  const item = document.createElement('li');
  item.append(...parts);
  list.append(item);
}

const pages = {
  async 'sign-in'() {
    const error = takeError();
    showError(error);
    onSubmit('sign-in', async ({ username, password }) => {
      await signIn(username, password);
      location.assign('/profile.html');
    });
    // Another tab may have signed in meanwhile.
    if ((error === null || error === 'SIGNED_OUT') && await ask('GET', '/signed-in'))
      location.replace('/profile.html');
    else
      await showProviders(provider => provider.authorize_path, '/profile.html');
  },

  async 'sign-up'() {
    onSubmit('sign-up', async person => {
      await ask('POST', '/auth/register', person);
      await signIn(person.email, person.password);
      location.assign('/profile.html');
    });
  },

  async profile() {
    const form = find('profile');
    const fill = user => {
      find('greeting').textContent = user.display_name || user.email;
      form.elements.display_name.value = user.display_name ?? '';
      form.elements.email.value = user.email;
      find('email-hint').textContent = user.is_verified ? 'Verified.' : 'Not verified.';
    };
    onSubmit('profile', async changes => {
      fill(await ask('PATCH', '/users/me', changes));
      show('Saved.');
    });
    onSubmit('new-password', async (changes, passwordForm) => {
      await ask('PATCH', '/users/me', changes);
      passwordForm.reset();
      show('Your new password is set.');
    });
    if (await requireSignIn())
      fill(await ask('GET', '/users/me'));
  },

  async accounts() {
    if (!await requireSignIn())
      return;

    const providers = await showProviders(provider => `/auth/associate/${encodeURIComponent(provider.name)}/authorize`, '/accounts.html');
    const nameOf = account => providers.find(provider => provider.name === account.oauth_name)?.display_name ?? account.oauth_name;
    const list = async () => {
      const accounts = await ask('GET', '/oauth-accounts');
      find('connected').replaceChildren();
      find('none').hidden = accounts.length > 0;
      for (const account of accounts) {
        const text = document.createElement('span');
        text.className = 'account';
        const address = document.createElement('small');
        address.textContent = account.account_email;
        text.append(nameOf(account), address);

        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = 'Disconnect';
        button.setAttribute('aria-label', `Disconnect ${nameOf(account)}, ${account.account_email}`);
        button.addEventListener('click', () => run(button, async () => {
          await ask('DELETE', `/oauth-accounts/${encodeURIComponent(account.id)}`);
          await list();
          show(`${nameOf(account)} is disconnected.`);
          find('notice').focus(); // the button that had it is gone
        }));
        addItem(find('connected'), text, button);
      }
    };
    await list();
  },
};

pages[document.body.dataset.page]().catch(error => show(error instanceof TypeError ? 'There is no connection. Please reload the page.' : error.message, true));
