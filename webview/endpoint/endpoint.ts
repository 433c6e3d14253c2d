import { openChannel } from '../../src/core/channel';
import type { EndpointPlace } from '../../src/core/hosting/endpointPlace';
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
/** After a reload of the window this is all that tells which endpoint the page is of. */
let place: EndpointPlace | undefined;
const channel = openChannel<EndpointPanel['view'], EndpointPanel['host']>(wire, {
  show: (snapshot) => {
    const { name, region } = snapshot;
    place = { name, region };
    page.show(snapshot);
  },
});
page.connect(channel.call, {
  read: () => memory.read(),
  write: (state) => memory.write(Object.assign({}, state, place)),
});
page.role = 'main';
document.body.append(page);
channel.call('ready', undefined);
