// Dockerfiles: their check and their build.
import type { Command } from './command';

const onDockerfile = 'resourceLangId == dockerfile';

export const dockerfileCommands = {
  checkDockerfiles: { title: 'Check All Dockerfiles', icon: '$(checklist)' },
  fixDockerfile: {
    title: 'Fix Dockerfile',
    icon: '$(wand)',
    palette: 'editorLangId == dockerfile',
    menus: { 'editor/context': { when: 'editorLangId == dockerfile', group: '1_modification@9' } },
  },
  buildImage: {
    title: 'Build Image…',
    icon: '$(tools)',
    enablement: 'isWorkspaceTrusted',
    menus: {
      'editor/title/run': { when: onDockerfile, group: '1_run@1' },
      'editor/context': { when: onDockerfile, group: '1_modification@8' },
      'explorer/context': { when: onDockerfile, group: '6_longshore@1' },
    },
  },
  buildAndPushImage: {
    title: 'Build and Push Image to ECR…',
    icon: '$(cloud-upload)',
    enablement: 'isWorkspaceTrusted',
    menus: { 'explorer/context': { when: onDockerfile, group: '6_longshore@2' } },
  },
  explainRule: { title: 'Explain Dockerfile Rule…', icon: '$(book)' },
  turnOffRule: { title: 'Turn Dockerfile Rule Off…', icon: '$(eye-closed)' },
} as const satisfies Readonly<Record<string, Command>>;
