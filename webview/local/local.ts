import { openChannel } from '../../src/core/channel';
import type { LocalPanel } from '../../src/core/serve/panel/localPanel';
import { openEditor, useTexts } from '../page';
import { registerToolkit } from '../toolkit';
import '../endpoint/endpoint.css';
import './local.css';
import { LocalPage } from './localPage';

useTexts();
registerToolkit();
customElements.define('longshore-local', LocalPage);
const { wire, memory } = openEditor();
const page = new LocalPage();
const channel = openChannel<LocalPanel['view'], LocalPanel['host']>(wire, {
  show: (snapshot) => {
    memory.write({ id: snapshot.id });
    page.show(snapshot);
  },
});
page.connect(channel.call);
page.role = 'main';
document.body.append(page);
channel.call('ready', undefined);
