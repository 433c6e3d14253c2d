import { openChannel } from '../../src/core/channel';
import type { ResourcesPanel } from '../../src/core/resources/panel/resourcesPanel';
import { openEditor, useTexts } from '../page';
import { registerToolkit } from '../toolkit';
import { PlotElement } from './plot/plotElement';
import './resources.css';
import { ResourcesPage } from './resourcesPage';

useTexts();
registerToolkit();
customElements.define('longshore-plot', PlotElement);
customElements.define('longshore-resources', ResourcesPage);
const { wire, memory } = openEditor();
const page = new ResourcesPage();
const channel = openChannel<ResourcesPanel['view'], ResourcesPanel['host']>(wire, {
  show: (snapshot) => page.show(snapshot),
  grow: (beat) => page.grow(beat),
});
page.connect(channel.call, memory);
page.role = 'main';
document.body.append(page);
channel.call('ready', undefined);
