// One set of icons; each is shown with a label beside it or in it.
export {
  AlertTriangle, ArrowLeftRight, ArrowLeft, ArrowRight, Bell, BellRing, Building2, CalendarClock, CalendarOff, Check, ChevronDown, CircleAlert, CircleCheck, CircleHelp, Clock, Download,
  ExternalLink, FileText, Files, FolderOpen, Globe, Info, Keyboard, Link as LinkIcon, LogIn, LogOut, Mail, Megaphone, MessageSquare, Pencil, Plus, Printer,
  RefreshCw, Search, TextCursor, SlidersHorizontal as Settings, Smartphone, Trash2, Upload, User, Users, X, ListTodo, Inbox, Rss, CalendarPlus, Minus, History, Scale,
} from 'lucide-react';
