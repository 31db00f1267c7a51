import { describeLab } from '../../tests/kit/lab-matrix.ts';
import lab from './lab.ts';

describeLab(lab);
