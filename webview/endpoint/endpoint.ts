import { openChannel } from '../../src/core/channel';
import type { EndpointPanel } from '../../src/core/hosting/panel/endpointPanel';
import { openEditor, useTexts } from '../page';
import { registerToolkit } from '../toolkit';
import { PlotElement } from '../resources/plot/plotElement';
import './endpoint.css';
import { EndpointPage } from './endpointPage';

useTexts();
registerToolkit();
customElements.define('longshore-plot', PlotElement);
customElements.define('longshore-endpoint', EndpointPage);
const { wire, memory } = openEditor();
const page = new EndpointPage();
const channel = openChannel<EndpointPanel['view'], EndpointPanel['host']>(wire, {
  show: (snapshot) => page.show(snapshot),
});
page.connect(channel.call, memory);
document.body.append(page);
channel.call('ready', undefined);
