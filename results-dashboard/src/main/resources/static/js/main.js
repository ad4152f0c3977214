/** Where the page begins: the stream fills the store, the elements draw what is in it. */

import './page/turnstile-page.js';
import { store } from './store.js';
import { follow } from './stream.js';

follow(store);
