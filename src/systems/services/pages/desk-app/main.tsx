/** The clerks' desk in the browser. `DeskShell` names this script. */
import '../../../../web/design/tokens.css';
import '../../../../web/design/services.css';
import './desk.css';
import { createRoot } from 'react-dom/client';
import { Desk } from './desk.tsx';

const root = document.getElementById('desk');
if (root) createRoot(root).render(<Desk />);
