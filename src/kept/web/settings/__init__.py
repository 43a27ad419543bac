"""Django's settings, from the environment that `kept serve` prepares."""

from kept.web.settings.application import *  # noqa: F403
from kept.web.settings.database import *  # noqa: F403
from kept.web.settings.place import *  # noqa: F403
from kept.web.settings.security import *  # noqa: F403
from kept.web.settings.signing_in import *  # noqa: F403
